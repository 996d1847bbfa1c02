"""The checks by themselves: keys that change, clocks that differ, and messages nobody expects."""

import base64
import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as quick
from hypothesis import strategies as some

from portal import clock
from portal.demo.national_node.answer import answer_of
from portal.demo.national_node.keys import ISSUER, PORTAL, Keys, make_keys, make_pair, settings_for
from portal.demo.national_node.people import person_of
from portal.demo.national_node.plan import Plan
from portal.demo.national_node.reading import Wrong, read_question, read_sign_on
from portal.demo.national_node.signing import sign
from portal.national_node import requests, xml
from portal.national_node.assertion import Vouched
from portal.national_node.node import Node
from portal.national_node.person import Person, same_name
from portal.national_node.refusals import Refused
from portal.national_node.verification import Asked, vouched_for
from tests.conftest import TODAY

CONSUMER = "https://portal.example/logowanie/login-gov/powrot"
URL = "https://node.example"
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def keys() -> Keys:
    clock.pin(TODAY)
    return make_keys()


@pytest.fixture
def node(keys: Keys) -> Node:
    return Node(settings_for(keys, URL), CONSUMER, "Nasze Domy")


def a_plan(**changes: object) -> Plan:
    said = {
        "person": person_of("10001"),
        "instead": person_of("10004"),
        "request_id": "ID-request",
        "question_id": "ID-question",
        "issuer": ISSUER,
        "audience": PORTAL,
        "recipient": CONSUMER,
    }
    return Plan(**{**said, **changes})


def judged(plan: Plan, keys: Keys, node: Node) -> Vouched:
    return judged_words(answer_of(plan, keys), node)


def judged_words(content: bytes, node: Node) -> Vouched:
    asked = Asked("ID-request", "ID-question", clock.as_text(clock.now()))
    return vouched_for(content, node, asked)


def why(plan: Plan, keys: Keys, node: Node) -> str:
    with pytest.raises(Refused) as caught:
        judged(plan, keys, node)
    return caught.value.why


def test_a_good_answer_vouches_for_a_person(keys, node):
    person = judged(a_plan(), keys, node).person
    assert (person.given_name, person.family_name) == ("Anna", "Nowak")
    assert person.has_pesel
    assert str(person.born_on) == "1984-03-17"


def test_a_person_is_not_shown_by_accident(keys, node):
    vouched = judged(a_plan(), keys, node)
    assert "Nowak" not in repr(vouched)
    assert vouched.person.identifier not in repr(vouched)


class TestKeysThatChange:
    """Old and new are both good for a while, and nothing else is."""

    def test_either_of_two_pinned_certificates_may_sign(self, keys, node):
        coming = make_pair("coming")
        pinned = replace(
            node.settings, idp_certs=coming.certificate_pem + keys.node.certificate_pem
        )
        for pair in (keys.node, coming):
            signing = replace(keys, node=pair)
            assert judged(a_plan(), signing, node._replace(settings=pinned))

    def test_a_certificate_that_is_not_pinned_may_not(self, keys, node):
        signing = replace(keys, node=make_pair("coming"))
        assert why(a_plan(), signing, node) == "artifact-response-signature"

    def test_either_of_our_own_keys_may_be_written_to(self, keys, node):
        coming = make_pair("coming")
        both = replace(
            node.settings, enc_keys=f"{coming.key_pem}\n{keys.portal_encryption.key_pem}"
        )
        for pair in (keys.portal_encryption, coming):
            writing = replace(keys, portal_encryption=pair)
            assert judged(a_plan(), writing, node._replace(settings=both))

    def test_a_pinned_certificate_that_has_expired_is_not_believed(self, keys, node):
        clock.pin(TODAY.replace(year=TODAY.year + 2))
        assert why(a_plan(), keys, node) == "artifact-response-signature"


class TestClocksThatDiffer:
    """A minute of patience, and no more."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"ends": timedelta(seconds=-50)},
            {"begins": timedelta(seconds=50)},
            {"said": timedelta(seconds=50)},
            {"said": -10 * MINUTE},
            {"shown": timedelta(seconds=-50)},
            {"shown": timedelta(seconds=50)},
        ],
    )
    def test_a_little_is_borne(self, keys, node, changes):
        assert judged(a_plan(**changes), keys, node)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"ends": timedelta(seconds=-70)}, "subject-not-on-or-after"),
            ({"begins": timedelta(seconds=70)}, "conditions-not-before"),
            ({"said": timedelta(seconds=70)}, "artifact-response-issue-instant"),
            ({"said": -12 * MINUTE}, "artifact-response-issue-instant"),
            ({"shown": timedelta(seconds=-70)}, "authn-before-request"),
            ({"shown": timedelta(seconds=70)}, "authn-instant"),
        ],
    )
    def test_more_is_not(self, keys, node, changes, reason):
        assert why(a_plan(**changes), keys, node) == reason


class TestEncryption:
    @pytest.mark.parametrize("derivation", ["nodes-own", "strict"])
    @pytest.mark.parametrize("key_bytes", [16, 24, 32])
    def test_both_readings_of_the_standard_and_any_length_of_key(
        self, keys, node, derivation, key_bytes
    ):
        assert judged(a_plan(derivation=derivation, key_bytes=key_bytes), keys, node)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("kw-aes256", "kw-tripledes"),
            ("xmlenc11#ECDH-ES", "xmlenc#dh"),
            ("xmlenc11#ConcatKDF", "xmlenc11#pbkdf2"),
            ("urn:oid:1.2.840.10045.3.1.7", "urn:oid:1.3.132.0.34"),
            ("aes256-gcm", "tripledes-cbc"),
            ("PartyUInfo=", "PartyXInfo="),
            ('AlgorithmID="', 'AlgorithmID="zz'),
        ],
    )
    def test_other_algorithms_are_refused(self, keys, node, monkeypatch, old, new):
        from portal.demo.national_node import answer

        real = answer.encrypted
        monkeypatch.setattr(answer, "encrypted", lambda *a: real(*a).replace(old, new))
        assert why(a_plan(), keys, node).startswith("encryption-")


class TestMessagesNobodyExpects:
    def test_a_signed_assertion_is_checked_too(self, keys, node, monkeypatch):
        from portal.demo.national_node import answer

        real = answer.assertion_of
        for pair, good in ((keys.node, True), (keys.stranger, False)):
            monkeypatch.setattr(
                answer, "assertion_of", lambda plan, pair=pair: sign(real(plan), pair)
            )
            if good:
                assert judged(a_plan(), keys, node)
            else:
                assert why(a_plan(), keys, node) == "assertion-signature"

    def test_another_assertion_in_the_same_envelope_is_refused(self, keys, node):
        """Anyone can encrypt to us; only the signature of the response says that it is meant."""
        good = answer_of(a_plan(), keys).decode()
        other = answer_of(a_plan(person=person_of("10004")), keys).decode()
        start, end = "<saml2:EncryptedAssertion>", "</saml2:EncryptedAssertion>"
        swapped = good.split(start)[0] + start + other.split(start)[1].split(end)[0] + end
        swapped += good.split(end)[1]
        with pytest.raises(Refused, match="artifact-response-signature"):
            judged_words(swapped.encode(), node)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "xml-syntax"),
            (b"<x/>", "no-envelope"),
            (b"\xff\xfe<\x00x\x00/\x00>\x00", "xml-encoding"),
            (b'<?xml version="1.0" encoding="utf-7"?><x/>', "no-envelope"),
            (b"<x><?php echo ?></x>", "xml-comment"),
            (b"<x/><!-- -->", "xml-comment"),
            (b'<x ID="a"><y Id="a"/></x>', "xml-repeated-id"),
            (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "xml-dtd"),
            (b"<x>" * 300 + b"</x>" * 300, "xml-syntax"),
            (b"<x>" + b" " * xml.LARGEST + b"</x>", "xml-size"),
        ],
    )
    def test_xml_that_is_unusual_is_refused(self, node, content, reason):
        with pytest.raises(Refused, match=reason):
            judged_words(content, node)

    @given(some.binary(max_size=300))
    @quick(max_examples=60, deadline=None)
    def test_no_bytes_make_it_fail_otherwise(self, content):
        with contextlib.suppress(Refused):
            xml.parse(content)

    @given(some.data())
    @quick(max_examples=40, deadline=None)
    def test_no_change_of_one_byte_lets_anybody_in(self, data):
        content = bytearray(_GOOD.answer)
        place = data.draw(some.integers(0, len(content) - 1))
        content[place] ^= data.draw(some.integers(1, 127))
        try:
            vouched = judged_words(bytes(content), _GOOD.node)
        except Refused:
            return
        # Outside of what is signed (the envelope, a space) a change may not matter.
        assert vouched.person == _GOOD.person


class _Good:
    """One good answer, made once for many changes."""

    def __init__(self) -> None:
        clock.pin(TODAY)
        keys = make_keys()
        self.node = Node(settings_for(keys, URL), CONSUMER, "Nasze Domy")
        self.answer = answer_of(a_plan(), keys)
        self.person = judged_words(self.answer, self.node).person


_GOOD = _Good()


class TestWhatWeSend:
    """Our own messages, read by the simulator's code."""

    def test_the_request_is_what_the_node_wants(self, keys, node):
        field = requests.sign_on_request(node, "ID-request")
        asked = read_sign_on(
            field,
            keys.portal_signing.certificate,
            url=node.sign_on_url,
            issuer=PORTAL,
            consumer_url=CONSUMER,
        )
        assert asked.request_id == "ID-request"
        assert asked.provider == "Nasze Domy"

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ('ForceAuthn="true"', 'ForceAuthn="false"', "ForceAuthn"),
            ("LoA/substantial", "LoA/low", "podpis"),
            ("HTTP-Artifact", "HTTP-POST", "ProtocolBinding"),
            ("https://portal.example/", "https://evil.example/", "AssertionConsumerServiceURL"),
            (PORTAL, "ktoś", "Issuer"),
        ],
    )
    def test_a_wrong_request_is_told_in_words(self, keys, node, old, new, told):
        content = base64.b64decode(requests.sign_on_request(node, "ID-request")).decode()
        assert old in content
        with pytest.raises(Wrong, match=told):
            read_sign_on(
                base64.b64encode(content.replace(old, new).encode()).decode(),
                keys.portal_signing.certificate,
                url=node.sign_on_url,
                issuer=PORTAL,
                consumer_url=CONSUMER,
            )

    def test_names_with_signs_of_xml_are_written_right(self, keys, node):
        odd = node._replace(provider_name='Dom & "Ogród" <1>')
        field = requests.sign_on_request(odd, "ID-request")
        asked = read_sign_on(
            field,
            keys.portal_signing.certificate,
            url=node.sign_on_url,
            issuer=PORTAL,
            consumer_url=CONSUMER,
        )
        assert asked.provider == 'Dom & "Ogród" <1>'

    def test_the_question_for_an_artifact_is_signed_inside_the_envelope(self, keys, node):
        content = requests.artifact_question(node, "ID-question", "a<b&c")
        question = read_question(
            content, keys.portal_signing.certificate, url=node.artifact_url, issuer=PORTAL
        )
        assert (question.question_id, question.artifact) == ("ID-question", "a<b&c")
        with pytest.raises(Wrong, match="podpis"):
            read_question(
                content.replace(b"a&lt;b", b"b&lt;a"),
                keys.portal_signing.certificate,
                url=node.artifact_url,
                issuer=PORTAL,
            )

    def test_private_companies_say_so(self, keys, node):
        assert node.kind == "public"
        private = replace(node.settings, url="https://podmiotyzewnetrzne.login.gov.pl")
        assert node._replace(settings=private).kind == "private"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Wiśniewski", "WISNIEWSKI", True),
        ("Nowak-Lis", "Nowak Lis", True),
        ("Żółć", "Zo\u0301łc\u0301", True),
        ("Łoś", "Los", True),
        ("Nowak", "Nowakowski", False),
        ("", "", False),
        (None, "Nowak", False),
    ],
)
def test_names_are_the_same_however_they_were_typed(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize("number", ["UA/PL/1", "84031700422", "", "8403170042", "٨٤٠٣١٧٠٠٤٢١"])
def test_what_is_no_pesel_is_not_taken_for_one(number):
    assert not Person(number, "", "x", None).has_pesel
