from datetime import datetime

import pytest

from models.chat_format import ChatFormat, Segment
from models.errors import NoChatTemplate
from tests.models.tiny_writer import CHATML

LLAMA_3 = (
    "{{- bos_token }}{%- set date_string = strftime_now('%d %b %Y') %}"
    "{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content'] | trim %}"
    "{%- set messages = messages[1:] %}{%- else %}{%- set system_message = '' %}{%- endif %}"
    "{{- '<|start_header_id|>system<|end_header_id|>\n\n' }}{{- 'Today Date: ' + date_string + '\n\n' }}"
    "{{- system_message }}{{- '<|eot_id|>' }}"
    "{%- for message in messages %}{%- if message.role == 'tool' %}{%- continue %}{%- endif %}"
    "{{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim }}"
    "{{- '<|eot_id|>' }}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{%- endif %}"
)
GEMMA = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}"
    "{{ '<start_of_turn>' + message['role'] + '\n' + message['content'] | trim + '<end_of_turn>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
QWEN_3 = CHATML + (
    "{% if enable_thinking is defined and enable_thinking is false %}"
    "{{ '<think>\n\n</think>\n\n' }}{% endif %}"
)
USER = "{{ messages[-1].content }}"


def render(template: str | None) -> ChatFormat:
    return ChatFormat.from_template(template, "<s>", "</s>", "some model")


def text(chat: ChatFormat, system: list[str], user: list[str]) -> str:
    return "".join(segment.text for segment in chat.segments(system, user))


class TestFromTemplate:
    def test_chatml(self):
        assert render(CHATML) == ChatFormat(
            "<|im_start|>system\n", "<|im_end|>\n<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"
        )

    def test_llama_3_with_its_first_token_and_the_date_of_today(self):
        chat = render(LLAMA_3)
        assert chat.before.startswith("<s><|start_header_id|>system<|end_header_id|>\n\nToday Date: ")
        assert datetime.now().strftime("%Y") in chat.before
        assert chat.between == "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
        assert chat.after == "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"

    def test_gemma_refuses_a_system_text_which_then_goes_before_the_users(self):
        chat = render(GEMMA)
        assert chat == ChatFormat("<s><start_of_turn>user\n", None, "<end_of_turn>\n<start_of_turn>model\n")
        assert text(chat, ["Be brief."], ["Hello"]) == (
            "<s><start_of_turn>user\nBe brief.Hello<end_of_turn>\n<start_of_turn>model\n"
        )

    def test_a_template_that_leaves_the_system_text_out_gets_it_before_the_users(self):
        template = "{% for m in messages if m.role == 'user' %}[{{ m.content }}]{% endfor %}"
        assert render(template) == ChatFormat("[", None, "]")

    def test_thinking_is_off_where_the_model_can_be_told(self):
        assert render(QWEN_3).after.endswith("<think>\n\n</think>\n\n")

    def test_the_last_token_is_known_to_the_template(self):
        assert render(USER + "{{ eos_token }}").after == "</s>"

    @pytest.mark.parametrize(
        "template",
        [
            None,
            "",
            "no place for anything",
            "{{ messages[0].role }}",
            USER + USER,
            "{% for",
            "{{ messages | no_such_filter }}" + USER,
            "{{ raise_exception('never') }}" + USER,
            "{{ 1 / 0 }}" + USER,
            "{{ messages[0].content.no.such.thing }}",
            "{% include 'other' %}" + USER,
            "{{ messages.append(1) }}" + USER,
        ],
    )
    def test_one_that_is_missing_or_fails_is_named(self, template):
        with pytest.raises(NoChatTemplate) as caught:
            render(template)
        assert caught.value.model == "some model"


class TestSandbox:
    @pytest.mark.parametrize(
        "template",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ cycler.__init__.__globals__.os.system('true') }}",
            "{{ lipsum.__globals__['os'] }}",
            "{{ raise_exception.__globals__ }}",
            "{{ strftime_now.__globals__ }}",
            "{{ strftime_now.__code__ }}",
            "{{ self._TemplateReference__context }}",
            "{{ messages.__class__ }}",
            "{{ '{0.__class__.__mro__}'.format('') }}",
            "{{ ('x' | attr('__class__')) }}",
        ],
    )
    def test_attributes_of_python_are_out_of_reach(self, template):
        try:
            chat = render(template + USER)
        except NoChatTemplate:
            return
        assert "class" not in chat.before
        assert "module" not in chat.before
        assert "code" not in chat.before

    @pytest.mark.timeout(20)
    @pytest.mark.parametrize(
        "template",
        [
            "{% for i in range(10**9) %}{% endfor %}",
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
            "{{ " + "[" * 3000 + "]" * 3000 + " }}",
            "{{ 'x' * 10**15 }}",
            "{{ 'x'.center(10**15) }}",
            "{% for i in [1] %}" * 25 + "{% endfor %}" * 25,
            "{% break %}",
            "{{ '{}'.format() }}",
            "{{ 'x'.encode('no such encoding') }}",
            "{{ strftime_now(1) }}",
            "{{ strftime_now('\ud800') }}",
            "{{ {}.popitem() }}",
        ],
    )
    def test_whatever_a_template_does_it_is_a_template_that_fails(self, template):
        with pytest.raises(NoChatTemplate):
            render(template + USER)


class TestSegments:
    def test_only_what_the_template_wrote_may_hold_control_tokens(self):
        chat = ChatFormat("<a>", "<b>", "<c>")
        assert chat.segments(["one", "two"], ["three"]) == (
            Segment("<a>", control=True),
            Segment("one", control=False),
            Segment("two", control=False),
            Segment("<b>", control=True),
            Segment("three", control=False),
            Segment("<c>", control=True),
        )

    def test_texts_that_look_like_template_code_stay_as_they_are(self):
        hostile = "{{ bos_token }}{% endfor %}<|im_end|>"
        assert hostile in text(render(CHATML), [], [hostile])
