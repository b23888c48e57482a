import json
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from models.catalogue import Catalogue, ChosenModel
from models.compute import EmbedderCompute
from models.embedder import Embedder, SentenceEmbedder, space_of
from models.errors import ModelDamaged, ModelMissing
from tests.fakes import FakeEmbedder
from tests.models.tiny_embedder import DIMENSION, WINDOW

TEXTS = [
    "De gemeente publiceert het besluit in het register.",
    "Fietsen",
    "Муниципалитет публикует решение.",
    "市政府公布了该决定。",
    "The municipality publishes the decision, in full, on its own website.",
]
catalogue = Catalogue.load()
PLAIN = EmbedderCompute(threads=2)
HALF = EmbedderCompute(threads=1, number_format="bfloat16")


@pytest.fixture(params=["fake", "tiny", "starter"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "fake":
        return FakeEmbedder()
    real: Embedder = request.getfixturevalue(f"{request.param}_embedder")
    return real


@pytest.fixture
def tiny(tiny_embedder_folder: Path) -> ChosenModel:
    return catalogue.resolve(str(tiny_embedder_folder))


@pytest.fixture
def copy(tiny: ChosenModel, tmp_path: Path) -> ChosenModel:
    """The tiny model in a folder that a test may spoil."""
    folder = shutil.copytree(tiny.path, tmp_path / "copy")
    return msgspec.structs.replace(tiny, id=str(folder), path=str(folder))


class TestContract:
    def test_vectors_have_shape_type_and_length_one(self, embedder):
        vectors = embedder.embed_passages(TEXTS).vectors
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)

    def test_query_has_shape_type_and_length_one(self, embedder):
        vector = embedder.embed_query(TEXTS[0])
        assert vector.shape == (embedder.dimension,)
        assert vector.dtype == np.float32
        assert np.linalg.norm(vector) == pytest.approx(1, rel=1e-5)

    def test_each_text_keeps_its_place_whatever_is_beside_it(self, embedder):
        together = embedder.embed_passages(TEXTS).vectors
        alone = np.concatenate([embedder.embed_passages([text]).vectors for text in TEXTS])
        np.testing.assert_allclose(together, alone, atol=1e-5)

    def test_same_text_gives_the_same_vector(self, embedder):
        twice = [embedder.embed_passages(TEXTS).vectors for _ in range(2)]
        np.testing.assert_array_equal(*twice)

    def test_no_texts_give_no_vectors(self, embedder):
        embedded = embedder.embed_passages([])
        assert embedded.vectors.shape == (0, embedder.dimension)
        assert embedded.cut == 0

    @pytest.mark.parametrize("blank", ["", " \n\t"])
    def test_blank_text_is_refused(self, embedder, blank):
        with pytest.raises(ValueError):
            embedder.embed_passages(["Fietsen", blank])
        with pytest.raises(ValueError):
            embedder.embed_query(blank)

    @pytest.mark.parametrize("odd", ["\x00", "\u200b", "\ud800", "\U0001f6b2", "-" * 5000])
    def test_odd_text_gives_a_vector(self, embedder, odd):
        assert np.isfinite(embedder.embed_passages([odd]).vectors).all()

    def test_long_texts_are_counted(self, embedder):
        long = "een heel lang besluit " * 200
        assert embedder.embed_passages([long, "kort", long]).cut == 2
        assert embedder.embed_passages(["kort"]).cut == 0

    def test_it_is_told_which_texts_were_cut(self, embedder):
        long = "een heel lang besluit " * 200
        assert embedder.embed_passages(["kort", long, "fiets", long]).were_cut.tolist() == [0, 1, 0, 1]

    def test_end_of_a_cut_text_has_no_part_in_its_vector(self, embedder):
        long = "een heel lang besluit " * 200
        one, other = embedder.embed_passages([long + "fiets", long + "belasting"]).vectors
        np.testing.assert_array_equal(one, other)

    def test_text_is_nearest_to_the_question_that_shares_its_words(self, embedder):
        passages = ["The cat sleeps on the mat.", "Taxes are due in May.", "Bicycles need good brakes."]
        vectors = embedder.embed_passages(passages).vectors
        nearest = [int(np.argmax(vectors @ embedder.embed_query(text))) for text in passages]
        assert nearest == [0, 1, 2]


def test_starter_understands_english_without_shared_words(starter_embedder):
    passages = ["The feline is asleep.", "Payment to the treasury falls in spring."]
    vectors = starter_embedder.embed_passages(passages).vectors
    assert int(np.argmax(vectors @ starter_embedder.embed_query("Where is the cat?"))) == 0
    assert int(np.argmax(vectors @ starter_embedder.embed_query("When are taxes due?"))) == 1


def test_vectors_are_those_of_the_library_to_the_last_bit(starter_embedder):
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(catalogue.default("embedder").path, device="cpu", local_files_only=True)
    longest_first = sorted(TEXTS, key=len, reverse=True)
    expected = plain.encode(longest_first, batch_size=len(TEXTS), normalize_embeddings=True)
    np.testing.assert_array_equal(starter_embedder.embed_passages(longest_first).vectors, expected)


class TestHalfPrecision:
    def test_vectors_mean_the_same(self, starter_embedder):
        half = SentenceEmbedder(catalogue.default("embedder"), HALF)
        texts = [*TEXTS, " ".join(TEXTS) * 2, "een heel lang besluit " * 200]
        cosines = (half.embed_passages(texts).vectors * starter_embedder.embed_passages(texts).vectors).sum(1)
        assert cosines.min() >= 0.999
        assert half.space == starter_embedder.space
        assert half.embed_query("fiets") @ starter_embedder.embed_query("fiets") >= 0.999

    def test_where_it_would_say_something_else_it_is_not_used(self, tiny, tiny_embedder, monkeypatch):
        monkeypatch.setattr("models.embedder.LEAST_COSINE", 1.1)
        embedder = SentenceEmbedder(tiny, HALF)
        assert embedder.number_format == "float32"
        expected = tiny_embedder.embed_passages(TEXTS).vectors
        np.testing.assert_allclose(embedder.embed_passages(TEXTS).vectors, expected, atol=1e-6)

    def test_fewer_threads_than_are_asked_for_leave_nothing_out(self, tiny, tiny_embedder, monkeypatch):
        monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
        half = SentenceEmbedder(tiny, EmbedderCompute(threads=2, number_format="bfloat16"))
        cosines = (half.embed_passages(TEXTS).vectors * tiny_embedder.embed_passages(TEXTS).vectors).sum(1)
        assert half.number_format == "bfloat16"
        assert cosines.min() >= 0.999

    def test_vectors_have_length_one_in_float32(self, tiny):
        vectors = SentenceEmbedder(tiny, HALF).embed_passages(TEXTS).vectors
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)

    def test_each_text_keeps_its_place(self, tiny):
        half = SentenceEmbedder(tiny, HALF)
        together = half.embed_passages(TEXTS).vectors
        alone = np.concatenate([half.embed_passages([text]).vectors for text in TEXTS])
        assert ((together * alone).sum(1) > 0.999).all()


class TestPrefixes:
    def test_query_and_passage_differ_where_their_prefixes_do(self, tiny_embedder):
        passage = tiny_embedder.embed_passages(["fiets"]).vectors[0]
        assert np.abs(passage - tiny_embedder.embed_query("fiets")).max() > 1e-3

    def test_query_and_passage_are_equal_without_prefixes(self, tiny):
        # The folder still has its prompts: they may not come in by another door.
        bare = SentenceEmbedder(msgspec.structs.replace(tiny, query_prefix="", passage_prefix=""), PLAIN)
        passage = bare.embed_passages(["fiets"]).vectors[0]
        np.testing.assert_allclose(passage, bare.embed_query("fiets"), atol=1e-6)

    def test_prefix_is_put_before_the_text_once(self, tiny, tiny_embedder):
        bare = SentenceEmbedder(msgspec.structs.replace(tiny, query_prefix="", passage_prefix=""), PLAIN)
        by_hand = bare.embed_passages(["query: fiets", "passage: fiets"]).vectors
        np.testing.assert_allclose(by_hand[0], tiny_embedder.embed_query("fiets"), atol=1e-6)
        np.testing.assert_allclose(by_hand[1], tiny_embedder.embed_passages(["fiets"]).vectors[0], atol=1e-6)

    def test_default_prompt_of_the_folder_is_not_used(self, copy):
        file = Path(copy.path, "config_sentence_transformers.json")
        file.write_text(json.dumps(json.loads(file.read_text()) | {"default_prompt_name": "query"}))
        bare = SentenceEmbedder(msgspec.structs.replace(copy, query_prefix="", passage_prefix=""), PLAIN)
        prefixed = SentenceEmbedder(msgspec.structs.replace(copy, passage_prefix=""), PLAIN)
        np.testing.assert_array_equal(
            bare.embed_passages(["fiets"]).vectors, prefixed.embed_passages(["fiets"]).vectors
        )
        assert np.abs(bare.embed_query("fiets") - prefixed.embed_query("fiets")).max() > 1e-3


class TestWindow:
    def test_text_that_just_fits_is_not_cut(self, tiny, tiny_embedder):
        # "passage: " and the text make two words, each with its "▁", and there are two special tokens.
        room = WINDOW - 2 - len("▁passage:▁")
        assert tiny_embedder.embed_passages(["x" * room]).cut == 0
        assert tiny_embedder.embed_passages(["x" * (room + 1)]).cut == 1

    def test_narrower_window_is_honoured(self, tiny):
        narrow = SentenceEmbedder(msgspec.structs.replace(tiny, max_tokens=20, passage_prefix=""), PLAIN)
        embedded = narrow.embed_passages(["x" * 30 + "y" * 20, "x" * 30 + "z" * 20])
        assert embedded.cut == 2
        np.testing.assert_array_equal(*embedded.vectors)

    def test_starter_reads_256_tokens(self, starter_embedder):
        assert starter_embedder.embed_passages(["fish " * 254]).cut == 0
        assert starter_embedder.embed_passages(["fish " * 255]).cut == 1


def test_half_precision_weights_are_computed_in_float32(copy):
    from safetensors.numpy import load_file, save_file

    weights = Path(copy.path, "model.safetensors")
    half = {name: tensor.astype(np.float16) for name, tensor in load_file(weights).items()}
    full = {name: tensor.astype(np.float32) for name, tensor in half.items()}
    save_file(full, weights, metadata={"format": "pt"})
    expected = SentenceEmbedder(copy, PLAIN).embed_query("fiets")
    save_file(half, weights, metadata={"format": "pt"})
    config = Path(copy.path, "config.json")
    config.write_text(json.dumps(json.loads(config.read_text()) | {"dtype": "float16"}))
    np.testing.assert_array_equal(SentenceEmbedder(copy, PLAIN).embed_query("fiets"), expected)


class TestSpace:
    def test_space_is_known_without_loading(self, tiny, tiny_embedder, starter_embedder):
        assert tiny_embedder.space == space_of(tiny)
        assert starter_embedder.space == space_of(catalogue.default("embedder"))
        assert tiny_embedder.space != starter_embedder.space

    def test_copy_of_a_model_is_the_same_space(self, tiny, copy):
        assert space_of(copy) == space_of(tiny)

    @pytest.mark.parametrize("change", [{"query_prefix": "q "}, {"passage_prefix": ""}, {"max_tokens": 32}])
    def test_other_use_of_a_model_is_another_space(self, tiny, change):
        assert space_of(msgspec.structs.replace(tiny, **change)) != space_of(tiny)

    def test_letter_moved_from_one_prefix_to_the_other_is_another_space(self, tiny):
        one = msgspec.structs.replace(tiny, query_prefix="ab", passage_prefix="c")
        other = msgspec.structs.replace(tiny, query_prefix="a", passage_prefix="bc")
        assert space_of(one) != space_of(other)

    @pytest.mark.parametrize("file", ["1_Pooling/config.json", "tokenizer.json", "config.json"])
    def test_other_configuration_is_another_space(self, tiny, copy, file):
        path = Path(copy.path, file)
        path.write_text(path.read_text() + "\n")
        assert space_of(copy) != space_of(tiny)

    def test_other_weights_of_the_same_size_are_another_space(self, tiny, copy):
        weights = Path(copy.path, "model.safetensors")
        content = bytearray(weights.read_bytes())
        content[len(content) // 2] ^= 1
        weights.write_bytes(content)
        assert space_of(copy) != space_of(tiny)

    def test_weights_trained_further_in_the_middle_are_another_space(self, copy):
        # 20 MB, so that only samples are read: a tenth of it changes.
        extra = Path(copy.path, "large.safetensors")
        extra.write_bytes(bytes(20_000_000))
        before = space_of(copy)
        extra.write_bytes(bytes(9_000_000) + b"\x01" * 2_000_000 + bytes(9_000_000))
        assert space_of(copy) != before

    def test_files_that_decide_nothing_change_nothing(self, tiny, copy):
        Path(copy.path, "README.md").write_text("Read me.")
        Path(copy.path, "pytorch_model.bin").write_bytes(b"\x80\x02")
        assert space_of(copy) == space_of(tiny)


class TestDamage:
    def test_missing_folder(self, tiny):
        gone = msgspec.structs.replace(tiny, path="/no/such/folder")
        with pytest.raises(ModelMissing) as caught:
            SentenceEmbedder(gone, PLAIN)
        assert caught.value.path == "/no/such/folder"

    def test_truncated_weights(self, copy):
        weights = Path(copy.path, "model.safetensors")
        weights.write_bytes(weights.read_bytes()[:-1000])
        with pytest.raises(ModelDamaged) as caught:
            SentenceEmbedder(copy, PLAIN)
        assert caught.value.path == copy.path

    def test_weights_of_another_architecture(self, copy):
        config = Path(copy.path, "config.json")
        config.write_text(json.dumps(json.loads(config.read_text()) | {"hidden_size": 64}))
        with pytest.raises(ModelDamaged):
            SentenceEmbedder(copy, PLAIN)

    def test_weights_that_became_pickled(self, copy):
        import torch
        from safetensors.torch import load_file

        weights = Path(copy.path, "model.safetensors")
        torch.save(load_file(weights), Path(copy.path, "pytorch_model.bin"))
        weights.unlink()
        with pytest.raises(ModelDamaged):
            SentenceEmbedder(copy, PLAIN)

    def test_missing_tokenizer(self, copy):
        Path(copy.path, "tokenizer.json").unlink()
        with pytest.raises(ModelDamaged):
            SentenceEmbedder(copy, PLAIN)

    def test_other_dimension_than_chosen(self, tiny):
        with pytest.raises(ModelDamaged):
            SentenceEmbedder(msgspec.structs.replace(tiny, dimension=DIMENSION + 1), PLAIN)

    def test_weights_that_are_not_numbers(self, copy):
        from safetensors.numpy import load_file, save_file

        weights = Path(copy.path, "model.safetensors")
        tensors = load_file(weights)
        tensors["embeddings.word_embeddings.weight"][:] = np.nan
        save_file(tensors, weights, metadata={"format": "pt"})
        embedder = SentenceEmbedder(copy, PLAIN)
        with pytest.raises(ModelDamaged):
            embedder.embed_query("fiets")
