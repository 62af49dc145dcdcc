"""The table of bodies, a file a section: what is sent, and what the contract answers.

It is written from the contract, never from what the code does.
"""

from tests.doors.bodies import (
    access,
    basics,
    icons,
    json_schemas,
    knowledge,
    language_model,
    mcp_addresses,
    mcp_secrets,
    mcp_servers,
    messages,
    output,
    several,
    tools,
)
from tests.doors.bodies.row import Row

SECTIONS = (
    *(basics, icons, language_model, messages, knowledge, tools),
    *(mcp_servers, mcp_secrets, mcp_addresses, access, output, json_schemas, several),
)
ROWS: tuple[Row, ...] = tuple(row for section in SECTIONS for row in section.ROWS)
