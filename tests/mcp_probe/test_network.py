"""Where a probe goes, and where it never does: no packet of these tests leaves the machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import SSLContext, create_default_context

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from assistants import limits
from assistants.mcp_probe import ProbedTools, Server, Unreachable, tools_of
from assistants.mcp_probe.network import Ways
from tests.mcp_server import Detour, RunningServer, serving

NAME = "mcp.example.com"
PUBLIC, OTHER = "93.184.215.14", "2606:4700:4700::1111"

BLOCKED = """
    127.0.0.1  10.0.0.1  172.16.0.1  192.168.0.1  100.64.0.1  169.254.169.254  0.0.0.0  224.0.0.1  255.255.255.255
    ::1  ::  fe80::1  fe80::1%eth0  fc00::1  fec0::1  ff02::1  fd00:ec2::254  ::ffff:127.0.0.1  ::ffff:169.254.169.254
    ::7f00:1  64:ff9b::7f00:1  64:ff9b::8.8.8.8  64:ff9b:1::a9fe:a9fe  2002:7f00:1::
    2001:0:4136:e378:8000:63bf:3fff:fdd2
"""
METADATA = "169.254.169.254  fd00:ec2::254  ::ffff:169.254.169.254  64:ff9b::169.254.169.254  2002:a9fe:a9fe::"


def to(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda _host, _port: list(addresses)


def asked_at(url: str, detour: Detour, *addresses: str, allowed: tuple[str, ...] = ()) -> ProbedTools:
    """The probe of a URL whose host has these addresses."""
    return tools_of(Server(url, {}, allowed), Ways(resolve=to(*addresses), network=detour))


@pytest.mark.parametrize("address", BLOCKED.split())
def test_a_name_that_resolves_into_a_network_is_not_connected_to(mcp_server: RunningServer, address: str) -> None:
    detour = Detour(mcp_server)

    with pytest.raises(Unreachable):
        asked_at(f"https://{NAME}/mcp", detour, address)

    assert detour.asked == []


@pytest.mark.parametrize("addresses", [(PUBLIC, "10.0.0.1"), ("::1", OTHER), ()])
def test_every_address_is_judged(mcp_server: RunningServer, addresses: tuple[str, ...]) -> None:
    detour = Detour(mcp_server)

    with pytest.raises(Unreachable):
        asked_at(f"https://{NAME}/mcp", detour, *addresses)

    assert detour.asked == []


@pytest.mark.parametrize(
    "url",
    [
        f"http://{NAME}/mcp",
        f"ftp://{NAME}/mcp",
        f"https://user:password@{NAME}/mcp",
        f"https://{NAME}/mcp#part",
        "https://127.0.0.1/mcp",
        "https://2130706433/mcp",
        "https://[::ffff:127.0.0.1]/mcp",
        "https://metadata.google.internal/mcp",
        "https:///mcp",
        "mcp",
        "",
    ],
)
def test_a_url_that_may_not_be_saved_is_not_even_looked_up(mcp_server: RunningServer, url: str) -> None:
    looked_up: list[str] = []
    detour = Detour(mcp_server)

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return [PUBLIC]

    with pytest.raises(Unreachable):
        tools_of(Server(url, {}), Ways(resolve=resolve, network=detour))

    assert (looked_up, detour.asked) == ([], [])


def test_an_allowed_host_may_be_private_and_speak_plain_http(mcp_server: RunningServer) -> None:
    detour = Detour(mcp_server)

    found = asked_at(f"http://{NAME}/mcp", detour, "10.0.0.1", allowed=(NAME,))

    assert len(found.tools) == 4
    assert set(detour.asked) == {"10.0.0.1"}


@pytest.mark.parametrize("address", METADATA.split())
def test_an_allowed_host_is_never_the_metadata_service(mcp_server: RunningServer, address: str) -> None:
    detour = Detour(mcp_server)

    with pytest.raises(Unreachable):
        asked_at(f"http://{NAME}/mcp", detour, address, allowed=(NAME,))

    assert detour.asked == []


def test_the_name_is_resolved_once_so_that_what_it_becomes_later_does_not_matter(mcp_server: RunningServer) -> None:
    answers: Iterator[list[str]] = iter([[PUBLIC], ["127.0.0.1"]])
    detour = Detour(mcp_server)
    server = Server(f"http://{NAME}/old/mcp", {}, (NAME,))

    tools_of(server, Ways(resolve=lambda _host, _port: next(answers), network=detour))

    assert set(detour.asked) == {PUBLIC}
    assert len(detour.asked) > 1, "the old protocol takes several connections"
    assert next(answers) == ["127.0.0.1"]


def test_the_next_address_is_tried_where_one_refuses(mcp_server: RunningServer) -> None:
    detour = Detour(mcp_server, refusing=[OTHER])

    found = asked_at(f"http://{NAME}/mcp", detour, OTHER, PUBLIC, allowed=(NAME,))

    assert len(found.tools) == 4
    assert detour.asked[:2] == [OTHER, PUBLIC]


def test_a_few_addresses_are_tried_and_no_more(mcp_server: RunningServer) -> None:
    many = [f"93.184.215.{number}" for number in range(20)]
    detour = Detour(mcp_server, refusing=many)

    with pytest.raises(Unreachable):
        asked_at(f"http://{NAME}/mcp", detour, *many, allowed=(NAME,))

    assert detour.asked == many[:4]


def test_a_look_up_that_does_not_end_is_left_behind(mcp_server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PROBE_SECONDS", 0.2)
    at_last = threading.Event()
    detour = Detour(mcp_server)

    def resolve(host: str, port: int) -> list[str]:
        at_last.wait(60)
        return [PUBLIC]

    with pytest.raises(Unreachable):
        tools_of(Server(f"https://{NAME}/mcp", {}), Ways(resolve=resolve, network=detour))

    assert not at_last.is_set()
    at_last.set()
    assert detour.asked == []


def test_a_look_up_that_fails_reads_like_all_the_rest(mcp_server: RunningServer) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    with pytest.raises(Unreachable) as nobody:
        tools_of(Server(f"https://{NAME}/mcp", {}), Ways(resolve=resolve, network=Detour(mcp_server)))
    with pytest.raises(Unreachable) as blocked:
        asked_at(f"https://{NAME}/mcp", Detour(mcp_server), "10.0.0.1")

    assert (str(nobody.value), nobody.value.__cause__, nobody.value.__suppress_context__) == ("", None, False)
    assert (str(blocked.value), blocked.value.__cause__) == ("", None)


def test_a_proxy_of_the_environment_is_not_used(mcp_server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example.com:3128")
    detour = Detour(mcp_server)

    found = asked_at(f"http://{NAME}/mcp", detour, PUBLIC, allowed=(NAME,))

    assert len(found.tools) == 4
    assert set(detour.asked) == {PUBLIC}


def test_the_name_stands_in_the_certificate_and_the_host_though_the_address_is_connected_to(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path / "server.pem")
    with serving(certificate) as server:
        detour = Detour(server)
        found = asked_over_tls(detour, f"https://{NAME}/mcp", certificate)

    assert len(found.tools) == 4
    assert set(detour.asked) == {PUBLIC}
    assert server.sent("Host") == {NAME}


def test_a_certificate_of_another_name_is_refused(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path / "server.pem")
    with serving(certificate) as server, pytest.raises(Unreachable):
        asked_over_tls(Detour(server), "https://other.example.com/mcp", certificate)

    assert server.requests == []


def asked_over_tls(detour: Detour, url: str, certificate: Path) -> ProbedTools:
    def authorities() -> SSLContext:
        return create_default_context(cafile=certificate)

    return tools_of(Server(url, {}), Ways(resolve=to(PUBLIC), network=detour, tls=authorities))


def self_signed(path: Path) -> Path:
    """A certificate for NAME with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *form)
    )
    return path
