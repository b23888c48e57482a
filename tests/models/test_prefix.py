import itertools
import random

import pytest

from models.prefix import LEAST_CHUNK, Prefix, PromptTokens, chunk_ends
from models.prefix_cache import MOST_FILES, PrefixCache, PrefixStorage


def prompt(*lengths: int, first: int = 0) -> PromptTokens:
    """Texts of these lengths; every token is another."""
    ends = list(itertools.accumulate(lengths))
    return PromptTokens(range(first, first + ends[-1]), ends)


class TestChunks:
    def test_they_end_where_texts_do(self):
        assert chunk_ends(200, (100, 200), 128) == [100, 200]

    def test_a_long_text_is_cut_after_so_many_tokens(self):
        assert chunk_ends(300, (300,), 128) == [128, 256, 300]

    def test_a_short_text_is_read_with_the_next_one(self):
        assert chunk_ends(LEAST_CHUNK - 1 + 90, (LEAST_CHUNK - 1,), 128) == [LEAST_CHUNK - 1 + 90]

    def test_what_stands_behind_the_last_text_is_read_too(self):
        assert chunk_ends(105, (100,), 128) == [100, 105]

    def test_what_comes_after_a_place_moves_no_chunk_before_it(self):
        draw = random.Random(1)
        for _ in range(200):
            shared = [draw.randint(1, 300) for _ in range(draw.randint(1, 6))]
            one, other = (
                [*shared, *(draw.randint(1, 300) for _ in range(draw.randint(1, 4)))] for _ in range(2)
            )
            until = sum(shared)
            chunks = [
                [
                    end
                    for end in chunk_ends(sum(texts), tuple(itertools.accumulate(texts)), 64)
                    if end <= until
                ]
                for texts in (one, other)
            ]
            # A short text at the border may go with what follows in one and stand alone in neither.
            assert chunks[0] == chunks[1]

    def test_no_chunk_is_longer_than_it_may_be_and_all_is_read(self):
        draw = random.Random(2)
        for _ in range(200):
            texts = [draw.randint(0, 400) for _ in range(draw.randint(1, 8))]
            ends = [0, *chunk_ends(sum(texts) + 3, tuple(itertools.accumulate(texts)), 64)]
            assert ends[-1] == sum(texts) + 3
            assert all(0 < after - before <= 64 for before, after in itertools.pairwise(ends))


class TestPrefix:
    def test_two_share_whole_chunks_of_the_same_tokens(self):
        one, other = Prefix.of(prompt(50, 50, 50), 64), Prefix.of(prompt(50, 50, 40), 64)
        assert one.shared(other) == 100
        other.tokens[60] = -1
        assert one.shared(other) == 50

    def test_the_same_tokens_cut_otherwise_are_not_shared(self):
        assert Prefix.of(prompt(100), 64).shared(Prefix.of(prompt(50, 50), 64)) == 0

    def test_the_first_chunks_and_the_next_one(self):
        text = Prefix.of(prompt(50, 50), 64)
        assert text.first(99) == Prefix(list(range(50)), [50])
        assert text.next_chunk(50, 512) == list(range(50, 100))
        assert text.next_chunk(100, 512) == []
        assert text.next_chunk(0, 20) == list(range(20))

    def test_a_short_last_chunk_does_not_last(self):
        assert Prefix.of(prompt(50, 10), 64).lasting().ends == [50]
        assert Prefix.of(prompt(50, 40), 64).lasting().ends == [50, 90]
        assert Prefix.of(prompt(10), 64).lasting() == Prefix()
        assert Prefix().lasting() == Prefix()

    def test_a_prompt_begun(self):
        begun = prompt(50, 50).begun(1)
        assert (list(begun), begun.ends) == (list(range(50)), (50,))
        assert list(prompt(50).begun(0)) == []


@pytest.fixture
def storage(tmp_path) -> PrefixStorage:
    return PrefixStorage(1000, tmp_path, b"secret")


class TestCache:
    def test_the_longest_is_taken_up_to_what_may_be(self, storage):
        cache = PrefixCache("model", storage)
        cache.put(Prefix.of(prompt(50), 64), b"short")
        cache.put(Prefix.of(prompt(50, 50, first=0), 64), b"long")
        wanted = Prefix.of(prompt(50, 50, 50), 64)
        assert cache.longest(wanted, 149) == 100
        assert cache.longest(wanted, 99) == 50
        found = cache.take(wanted, 149)
        assert found is not None
        assert found[1] == b"long"

    def test_nothing_in_common_is_nothing(self, storage):
        cache = PrefixCache("model", storage)
        cache.put(Prefix.of(prompt(50), 64), b"state")
        assert cache.take(Prefix.of(prompt(50, first=1000), 64), 50) is None

    def test_a_model_that_cannot_go_back_gets_whole_states_only(self, storage):
        cache = PrefixCache("model", storage)
        cache.put(Prefix.of(prompt(50, 50), 64), b"state")
        wanted = Prefix.of(PromptTokens([*range(50), *range(900, 950)], (50, 100)), 64)
        assert cache.longest(wanted, 99) == 50
        assert cache.longest(wanted, 99, whole=True) == 0

    def test_a_state_is_found_again_by_the_same_model_and_archive_only(self, storage, tmp_path):
        prefix = Prefix.of(prompt(50), 64)
        PrefixCache("model", storage).put_on_disk(prefix, b"state", ["a"])
        assert PrefixCache("another", storage).longest(prefix, 50) == 0
        foreign = PrefixCache("model", PrefixStorage(1000, tmp_path, b"other"))
        assert foreign.take(prefix, 50) is None
        PrefixCache("model", storage).put_on_disk(prefix, b"state", ["a"])
        found = PrefixCache("model", storage).take(prefix, 50)
        assert found is not None
        assert found == (prefix, b"state")

    def test_files_of_documents_that_are_not_pinned_any_more_go(self, storage, tmp_path):
        cache = PrefixCache("model", storage)
        cache.put_on_disk(Prefix.of(prompt(50), 64), b"of a", ["a"])
        cache.put_on_disk(Prefix.of(prompt(50, 50), 64), b"of both", ["a", "b"])
        storage.keep_only(["a"])
        assert len(list(tmp_path.iterdir())) == 1
        assert cache.take(Prefix.of(prompt(50, 50), 64), 100) == (Prefix.of(prompt(50), 64), b"of a")
        storage.keep_only([])
        assert not list(tmp_path.iterdir())

    def test_the_oldest_files_go(self, storage, tmp_path):
        cache = PrefixCache("model", storage)
        for number in range(MOST_FILES + 3):
            cache.put_on_disk(Prefix.of(prompt(50, first=1000 * number), 64), b"state", ["a"])
        assert len(list(tmp_path.iterdir())) == MOST_FILES

    def test_what_a_killed_start_left_goes(self, storage, tmp_path):
        (tmp_path / "half.part").write_bytes(b"half")
        storage.drop_unfinished()
        assert not list(tmp_path.iterdir())

    def test_a_header_that_promises_too_much_is_none(self, storage, tmp_path):
        PrefixCache("model", storage).put_on_disk(Prefix.of(prompt(50), 64), b"state", ["a"])
        (file,) = tmp_path.iterdir()
        data = bytearray(file.read_bytes())
        place = data.index(b"model") - 12
        data[place : place + 4] = b"\xff\xff\xff\xff"
        file.write_bytes(data)
        assert PrefixCache("model", storage).longest(Prefix.of(prompt(50), 64), 50) in (0, 50)
        assert PrefixCache("model", storage).take(Prefix.of(prompt(50), 64), 50) is None

    def test_a_disk_that_cannot_be_written_leaves_nothing(self, tmp_path):
        cache = PrefixCache("model", PrefixStorage(1000, tmp_path / "gone", b""))
        with pytest.raises(OSError, match="gone"):
            cache.put_on_disk(Prefix.of(prompt(50), 64), b"state", ["a"])
        PrefixCache("model", PrefixStorage(1000)).put_on_disk(Prefix.of(prompt(50), 64), b"state", ["a"])
