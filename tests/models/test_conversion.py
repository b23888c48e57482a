"""Converting models: what is worth it, and that a copy is a model that writes nearly the same."""

from pathlib import Path

import numpy as np
import pytest

from models.comparison import Measured, compare, measure
from models.conversion import convert, plan_for
from models.errors import ConversionFailed, ModelDamaged
from models.gguf_file import GgufHeader, Tensor, read_header
from tests.models.tiny_writer import make_tiny_writer

TEXTS = ("Verlof wordt aangevraagd bij de leidinggevende.", "Leave is asked for in time.")


def header(format: str, width: int, output: str = "Q6_K", split: bool = False) -> GgufHeader:
    """A model of two layers, most of it of one format."""
    roles = ("attn_q", "attn_v", "attn_output", "ffn_up", "ffn_down")
    layers = [
        Tensor(f"blk.{layer}.{role}.weight", format, (width * (4 if role == "ffn_down" else 1), width))
        for layer in range(2)
        for role in roles
    ]
    tensors = (
        Tensor("token_embd.weight", output, (width, 1024)),
        Tensor("blk.0.attn_norm.weight", "F32", (width,)),
        *layers,
    )
    return GgufHeader(sum(tensor.bytes for tensor in tensors) + 1000, "llama", split, tensors)


@pytest.mark.parametrize("format", ["Q4_1", "Q5_0", "Q5_1", "Q8_0", "F16", "BF16", "F32"])
def test_a_slow_format_is_converted_to_one_that_keeps_offsets_where_its_rows_allow(format: str) -> None:
    plan = plan_for(header(format, 1024), "x86_64")
    assert plan is not None
    assert (plan.format, plan.parts, plan.embedding) == ("Q4_K_M", (), "Q6_K")


def test_rows_that_q4_k_cannot_hold_are_split_by_what_each_matrix_needs() -> None:
    plan = plan_for(header("Q4_1", 576, output="Q8_0"), "x86_64")
    assert plan is not None
    assert (plan.format, plan.embedding) == ("Q4_0", "Q8_0")
    assert plan.parts == (("attn_v", "Q8_0"), ("attn_output", "Q8_0"), ("ffn_down", "Q4_K"))


@pytest.mark.parametrize("format", ["Q4_0", "Q4_K", "Q5_K", "Q6_K", "Q3_K", "IQ4_NL", "IQ4_XS", ""])
def test_a_fast_format_and_an_unknown_one_are_left_alone(format: str) -> None:
    assert plan_for(header(format, 1024), "x86_64") is None


def test_arm_has_a_kernel_for_eight_bits() -> None:
    assert plan_for(header("Q8_0", 1024), "aarch64") is None
    assert plan_for(header("Q4_1", 1024), "arm64") is not None


def test_a_model_of_several_files_and_one_without_layers_are_left_alone() -> None:
    assert plan_for(header("F16", 1024, split=True)) is None
    assert plan_for(GgufHeader(100, "llama", False, ())) is None


def test_a_table_of_words_in_full_precision_is_kept_at_six_or_eight_bits() -> None:
    wide, narrow = (plan_for(header("F16", width, output="F16"), "x86_64") for width in (1024, 576))
    assert wide is not None and wide.embedding == "Q6_K"
    assert narrow is not None and narrow.embedding == "Q8_0"


def test_the_copy_is_as_large_as_was_said_and_writes_nearly_the_same(tmp_path: Path) -> None:
    source, copy = make_tiny_writer(tmp_path / "tiny.gguf", width=256), tmp_path / "copy.gguf"
    plan = plan_for(read_header(source))
    assert plan is not None
    convert(source, copy, plan, threads=1)
    assert copy.stat().st_size == pytest.approx(plan.bytes, rel=0.2)
    assert copy.stat().st_size < source.stat().st_size / 3
    original = measure(source, TEXTS, threads=1)
    found = compare(original, measure(copy, TEXTS, threads=1))
    assert found.agreement > 0.4
    assert 0.0 < found.divergence < 1.0
    assert found.tokens == sum(map(len, TEXTS))
    assert original.reads > 0 and original.writes > 0
    itself = compare(original, original)
    assert (itself.agreement, itself.divergence, itself.faster) == (1.0, 0.0, 1.0)


def test_what_llama_cpp_cannot_convert_is_an_error_of_ours(tmp_path: Path) -> None:
    whole = make_tiny_writer(tmp_path / "tiny.gguf", width=256)
    plan = plan_for(read_header(whole))
    assert plan is not None
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(whole.read_bytes()[:-50_000])
    with pytest.raises(ConversionFailed):
        convert(broken, tmp_path / "copy.gguf", plan, threads=1)
    with pytest.raises(ModelDamaged):
        measure(broken, TEXTS, threads=1)


def test_agreement_and_divergence_are_what_they_are_called() -> None:
    sure = np.log(np.array([[0.75, 0.25], [0.5, 0.5]])).astype(np.float16)
    other = np.log(np.array([[0.25, 0.75], [0.5, 0.5]])).astype(np.float16)
    found = compare(Measured([sure], 100.0, 10.0), Measured([other], 200.0, 20.0))
    assert found.agreement == 0.5
    assert found.divergence == pytest.approx((0.75 - 0.25) * np.log(3) / 2, rel=1e-2)
    assert found.faster == pytest.approx(2.0)
