"""How the next token is drawn: the values a person may set, and llama.cpp's sampler chain for them."""

import random
from dataclasses import dataclass
from typing import Any

PENALTY_WINDOW = 64
"""How many of the last tokens the repeat penalty looks at."""
_RANDOM_SEED = 0xFFFFFFFF  # LLAMA_DEFAULT_SEED: llama.cpp draws one itself


@dataclass(frozen=True)
class Sampling:
    """How the next token is drawn. Temperature 0 takes the likeliest; `seed` None draws a new one."""

    temperature: float
    top_p: float = 1.0
    min_p: float = 0.0
    top_k: int = 40
    repeat_penalty: float = 1.0
    seed: int | None = None


def sampler_chain(api: Any, vocabulary: int, sampling: Sampling) -> Any:
    """llama.cpp's samplers in its own order, but with top-k first: the others then look at k tokens."""
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    stages = [api.llama_sampler_init_top_k(sampling.top_k)] if sampling.top_k > 0 else []
    if sampling.repeat_penalty != 1.0:
        stages.append(
            api.llama_sampler_init_penalties(vocabulary, PENALTY_WINDOW, sampling.repeat_penalty, 0.0, 0.0)
        )
    if sampling.temperature <= 0:
        stages.append(api.llama_sampler_init_greedy())
    else:
        seed = sampling.seed if sampling.seed is not None else random.getrandbits(32)
        stages += [
            api.llama_sampler_init_top_p(sampling.top_p, 1),
            api.llama_sampler_init_min_p(sampling.min_p, 1),
            api.llama_sampler_init_temp(sampling.temperature),
            api.llama_sampler_init_dist(seed % _RANDOM_SEED),
        ]
    for stage in stages:
        api.llama_sampler_chain_add(chain, stage)
    return chain
