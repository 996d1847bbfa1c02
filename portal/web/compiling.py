"""How templates become code: Jinja's compiler without the work that our pages need not do.

A page is some two hundred pieces of text, and what is done for each of them is done for nearly
all of the page's time. It is decided when a template is compiled what can be left out.
"""

from collections.abc import Callable, Iterable
from datetime import date
from keyword import iskeyword

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
    "hour": language.hour,
    "instant": language.instant,
    "short_instant": language.short_instant,
    "month": language.month,
    "until_weekday": language.until_weekday,
    "long_day": lambda text: language.day(date.fromisoformat(text)),
    "table_day": lambda text: language.short_day(date.fromisoformat(text)),
    "method": language.PAYMENT_METHODS.__getitem__,
    "file_size": language.file_size,
    "iso": date.isoformat,
    "ours": str,  # words that this program has made itself, of names and numbers
    "ref": str,  # the installation's own References take its place
}
PLAIN_CALLS = ("icon", "count", "plural", "decimal")


# Of these, pictures with fixed names are drawn when the template is compiled.
PICTURE = "icon"


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
    """Escapes no plain words, wraps nothing, draws pictures once, gathers pieces in one list."""

    def write_commons(self) -> None:
        """What every function of a template begins with."""
        super().write_commons()
        self.writeline("in_html = environment.in_html")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A block gathers its pieces in a list and gives them as one.

        Each piece would otherwise climb on its own through the generators of the templates that
        the block's own extends.
        """
        if frame.buffer is not None or frame.require_output_check:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield ''.join({frame.buffer})")
        frame.buffer = None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """An attribute is Python's own, without a call, but where it is an item of a dictionary."""
        if iskeyword(node.attr) or (isinstance(node.node, nodes.Name) and node.node.name == "self"):
            super().visit_Getattr(node, frame)
            return
        owner = self.temporary_identifier()
        self.write(f"({owner}.{node.attr} if ({owner} := ")
        self.visit(node.node, frame)
        self.write(f").__class__ is not dict else environment.getattr({owner}, {node.attr!r}))")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Whether something is none needs no call either."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Our own functions and methods want none of what Jinja hands to those that it calls.

        The macros of templates/ui/ do without it as well: they escape as the environment does.
        """
        if forward_caller or not _is_direct(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if isinstance(node, nodes.Call) and _is_plain(node) and _name(node) == PICTURE:
            picture: Callable[..., str] = self.environment.globals[PICTURE]  # type: ignore[assignment]
            words = [argument.as_const(frame.eval_ctx) for argument in node.args]
            return str(picture(*words))
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_plain(node):
            self.write("(")
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("in_html(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _is_plain(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in PLAIN_FILTERS
    return isinstance(node, nodes.Call) and not node.kwargs and _name(node) in PLAIN_CALLS


def _is_direct(node: nodes.Call) -> bool:
    """Whether it can be called as Python calls: a plain function, or what is named with a dot."""
    if node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
        return False
    return _is_plain(node) or isinstance(node.node, nodes.Getattr)


def _name(node: nodes.Call) -> str:
    """The name of the function that is called; nothing for one that has none of its own."""
    return node.node.name if isinstance(node.node, nodes.Name) else ""


class PlainEnvironment(Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = PlainWords
    in_html = staticmethod(in_html)
