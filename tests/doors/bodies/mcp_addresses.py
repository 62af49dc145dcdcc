"""The address of an MCP server: its form, and which hosts are refused when it is saved."""

from tests.doors.bodies.mcp_servers import served, unserved

FORM = [
    *[
        served(f"the address {url[:60]}", {"server_url": url})
        for url in (
            "https://mcp.example.com", "https://mcp.example.com/", "https://mcp.example.com:8443/a/b?c=d&e=%20",
            "HTTPS://mcp.example.com/v1", "https://münchen.example/mcp", "https://intranet/mcp",
            "https://localhost.example.com/", "https://internal/", "https://mcp.example.com./v1",
        )
    ],
    served("an address of 2,048 characters", {"server_url": f"https://mcp.example.com/{'p' * 2024}"}),
    unserved("an address of 2,049 characters", {"server_url": f"https://mcp.example.com/{'p' * 2025}"},
        {"server_url": "too_long"}),
    unserved("an empty address", {"server_url": ""}, {"server_url": "too_short"}),
    unserved("an address that is a number", {"server_url": 2130706433}, {"server_url": "wrong_type"}),
    *[
        unserved(f"the address {url!r}", {"server_url": url}, {"server_url": "invalid_url"})
        for url in (
            "http://mcp.example.com/", "ftp://mcp.example.com/", "mcp.example.com", "/v1", "//mcp.example.com/",
            "https://", "https:///v1", "https:mcp.example.com", "javascript:alert(1)", "https://mcp.example.com/#top",
            "https://mcp.example.com#", "https://ann@mcp.example.com/", "https://ann:pw@mcp.example.com/",
            "https://@mcp.example.com/", "https://mcp.example.com:0/", "https://mcp.example.com:65536/",
            "https://mcp.example.com:x/", "https://mcp .example.com/", "https://mcp.example.com/a b",
            "https://mcp.example.com\\@evil.example/", "https://mcp..example.com/", "https://[::1/", "https://1.2.3.4.5/",
            "https://256.1.1.1/", " https://mcp.example.com/", "https://mcp.example.com/\n",
        )
    ],
    unserved("a NUL in it", {"server_url": "https://mcp.example.com/\0"}, {"server_url": "invalid_character"}),
]  # fmt: skip

PUBLIC = [
    served(f"the public host {host}", {"server_url": f"https://{host}/mcp"})
    for host in ("93.184.216.34", "1.1.1.1", "[2606:4700:4700::1111]", "8.8.8.8:444", "0x08080808", "134744072")
]

PRIVATE = [
    unserved(f"the host {host}", {"server_url": f"https://{host}/mcp"}, {"server_url": "private_address"})
    for host in (
        "127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "0x7f000001", "127.0.0.1:8443", "127.0.0.1.",
        "①②⑦.⓪.⓪.①", "\uff11\uff12\uff17.0.0.1", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.1.1", "169.254.169.254", "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "[::]", "[::1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::808:808]",
        "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:808:808::]", "[2001:db8::1]", "[2001::1]",
        "localhost", "LOCALHOST", "localhost.", "api.localhost", "printer.local", "vault.internal", "ⓛocalhost",
    )
]  # fmt: skip

TWO_PROBLEMS = [
    unserved("a loopback by http", {"server_url": "http://127.0.0.1/"}, {"server_url": "invalid_url private_address"}),
    unserved("a loopback with a user", {"server_url": "https://a@127.0.0.1/"},
        {"server_url": "invalid_url private_address"}),
]  # fmt: skip

ALLOWED = [
    served("an allowed name by http", {"server_url": "http://gateway.internal/mcp"}).with_allowed("gateway.internal"),
    served("an allowed name in another case", {"server_url": "https://Gateway.Internal/"}).with_allowed(
        "gateway.internal"
    ),
    served("an allowed address", {"server_url": "https://10.0.0.1:8443/"}).with_allowed("10.0.0.1"),
    unserved("its neighbour", {"server_url": "https://10.0.0.2/"}, {"server_url": "private_address"}).with_allowed(
        "10.0.0.1"
    ),
    unserved(
        "an allowed host with a user", {"server_url": "https://a@gateway.internal/"}, {"server_url": "invalid_url"}
    ).with_allowed("gateway.internal"),
    *[
        unserved(
            f"the metadata address {host} cannot be allowed",
            {"server_url": f"https://{host}/"},
            {"server_url": "private_address"},
        ).with_allowed("169.254.169.254", "fd00:ec2::254", "[fd00:ec2::254]", host)
        for host in ("169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "0xa9fea9fe")
    ],
]

ROWS = [*FORM, *PUBLIC, *PRIVATE, *TWO_PROBLEMS, *ALLOWED]
