"""How templates become code: Jinja's compiler without the work that our pages need not do.

A page is some two hundred pieces of text, and what is done for each of them is done for nearly
all of the page's time. It is decided when a template is compiled what can be left out.
"""

from collections.abc import Callable
from datetime import date

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from portal import language, money

# What these give is digits, spaces, signs and names of months: nothing that needs escaping.
PLAIN_FILTERS: dict[str, Callable[..., str]] = {
    "zl": money.with_currency,
    "zl_bare": money.in_zloty,
    "zl_signed": money.signed,
    "day": language.day,
    "day_and_month": language.day_and_month,
    "short_day": language.short_day,
    "instant": language.instant,
    "month": language.month,
    "until_weekday": language.until_weekday,
    "long_day": lambda text: language.day(date.fromisoformat(text)),
    "table_day": lambda text: language.short_day(date.fromisoformat(text)),
    "method": language.PAYMENT_METHODS.__getitem__,
    "iso": date.isoformat,
    "ref": str,  # the installation's own References take its place
}
PLAIN_CALLS = ("icon", "count", "plural", "decimal")


def in_html(value: object) -> str:
    """As markupsafe's escape(), for text that is joined to a page at once.

    It need not be wrapped as Markup then, nor Markup be copied.
    """
    if type(value) is str:
        escaped: str = _escape_inner(value)
        return escaped
    if type(value) is Markup:
        return value
    return escape(value)


class PlainWords(CodeGenerator):
    """Escapes no plain words, wraps nothing, and hands on a run of pieces as one."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Text and values that stand side by side, joined.

        Each piece of a block would otherwise climb on its own through the generators of the
        templates that it extends.
        """
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = []")
        super().visit_Output(node, frame)
        self.writeline(f"yield ''.join({frame.buffer})")
        frame.buffer = None

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_plain(node):
            self.write("(")
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.in_html(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _is_plain(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in PLAIN_FILTERS
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in PLAIN_CALLS
    )


class PlainEnvironment(Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = PlainWords
    in_html = staticmethod(in_html)
