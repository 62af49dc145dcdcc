"""The same create in FastAPI, SQLAlchemy's async ORM and asyncpg, as their documentation writes it.

It reads the tables of our migrations and validates by our pydantic models; it keeps what our create keeps: rate
limit, look-ups, sealed secrets, grants, a version, an audit event and the idempotent answer, in one transaction.
It is judged for speed alone: its errors are plain, and it gives no warnings.
"""

import hashlib
import hmac
import json
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import orjson
import uuid_utils
from cryptography.fernet import Fernet
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from sqlalchemy import URL, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from assistants.spec.assistant import NEST, AssistantBody
from tests.bench import tables as t

engine = create_async_engine(
    URL.create(
        "postgresql+asyncpg",
        username="atelier",
        database=os.environ["RIVAL_DATABASE"],
        query={"host": os.environ["RIVAL_SOCKET"]},
    ),
    pool_size=8,
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
sealer = Fernet(os.environ["ENCRYPTION_KEYS"])


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Learn the tables from the database."""
    async with engine.begin() as connection:
        await connection.run_sync(t.reflect)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with sessions() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(session)]
Caller = Any  # a row of what `admitted` selects


async def admitted(session: Session, x_api_key: Annotated[str, Header()]) -> Caller:
    """The holder of the key; the request is counted and committed, as ours is."""
    digest = hashlib.sha256(x_api_key.encode()).hexdigest()
    found = await session.execute(
        select(
            t.ApiKey.id, t.ApiKey.user_id, t.ApiKey.organization_id, t.ApiKey.scopes, t.Membership.id.label("member")
        )
        .join(t.User, t.User.id == t.ApiKey.user_id)
        .join(
            t.Membership,
            (t.Membership.user_id == t.ApiKey.user_id) & (t.Membership.organization_id == t.ApiKey.organization_id),
        )
        .where(t.ApiKey.digest == digest, t.ApiKey.revoked_at.is_(None), t.User.is_active, t.Membership.is_active)
    )
    if (caller := found.one_or_none()) is None:
        raise HTTPException(401)
    count = insert(t.RateLimit).values(api_key_id=caller.id, minute=int(time.time()) // 60, requests=1, writes=1)
    await session.execute(
        count.on_conflict_do_update(
            index_elements=["api_key_id"],
            set_={"requests": t.RateLimit.requests + 1, "writes": t.RateLimit.writes + 1},
        )
    )
    await session.commit()
    return caller


@app.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@app.post("/v1/assistants")
async def create_assistant(
    request: Request,
    body: AssistantBody,
    session: Session,
    caller: Annotated[Caller, Depends(admitted)],
    idempotency_key: Annotated[str, Header()],
) -> Response:
    """Create an assistant."""
    if body.organization_id != caller.organization_id:  # type: ignore[attr-defined]  # made by create_model
        raise HTTPException(403)
    fingerprint = _fingerprint(await request.json())
    kept = await session.scalar(
        select(t.Idempotency).where(
            t.Idempotency.organization_id == caller.organization_id,
            t.Idempotency.user_id == caller.user_id,
            t.Idempotency.route == request.url.path,
            t.Idempotency.key == idempotency_key,
        )
    )
    if kept is not None:
        return Response(kept.answer, 201, media_type="application/json")
    await _check_references(session, caller, body)
    now = datetime.now(UTC)
    record = _record(body, caller, now)
    answer = orjson.dumps(record).decode()
    session.add_all(_rows(body, record, caller, now))
    session.add(
        t.Idempotency(
            organization_id=caller.organization_id,
            user_id=caller.user_id,
            route=request.url.path,
            key=idempotency_key,
            fingerprint=fingerprint,
            answer=answer,
            expires_at=now + timedelta(days=1),
        )
    )
    await session.commit()
    return Response(answer, 201, {"Location": f"/v1/assistants/{record['id']}"}, media_type="application/json")


async def _check_references(session: AsyncSession, caller: Caller, body: Any) -> None:
    """A query for each kind of id, as a repository each would ask."""
    users = {*body.access_users, *body.editable_by_users, *body.visible_in_chat_to_users}
    roles = {*body.editable_by_roles, *body.visible_to_roles}
    own = caller.organization_id
    audience = (
        select(t.ResourceAudience.id)
        .join(t.MembershipRoles, t.MembershipRoles.role_id == t.ResourceAudience.principal)
        .where(t.ResourceAudience.resource_id == t.VectorStore.id, t.MembershipRoles.membership_id == caller.member)
    )
    usable = ~t.VectorStore.is_restricted | audience.exists()
    asked = [
        ({body.default_model_key}, select(t.LanguageModel.key)),
        (set(body.allowed_model_providers), select(t.Provider.id)),
        (set(body.vector_store_ids), select(t.VectorStore.id).where(t.VectorStore.organization_id == own, usable)),
        (users, select(t.Membership.user_id).where(t.Membership.organization_id == own, t.Membership.is_active)),
        (set(body.access_departments), select(t.Department.id).where(t.Department.organization_id == own)),
        (roles, select(t.Role.id).where(t.Role.organization_id == own)),
    ]
    for ids, query in asked:
        if ids and set(await session.scalars(query.where(query.selected_columns[0].in_(ids)))) != ids:
            raise HTTPException(422)


def _record(body: Any, caller: Caller, now: datetime) -> dict[str, Any]:
    shown: dict[str, Any] = body.model_dump(mode="json")
    for server in (shown[NEST] or {"mcp_tools": []})["mcp_tools"]:
        server["authorization"] = {"set": True} if server["authorization"] else None
        server["headers"] = {name: {"set": True} for name in server["headers"]}
    stamp = int(now.timestamp())
    own = {"id": f"asst_{uuid_utils.uuid7().hex}", "created_by": caller.user_id, "version": 1}
    return shown | own | {"created_at": stamp, "updated_at": stamp, "deleted_at": None, "user_access_level": "owner"}


def _rows(body: Any, record: dict[str, Any], caller: Caller, now: datetime) -> Iterator[Any]:
    place = {"organization_id": caller.organization_id, "assistant_id": record["id"]}
    stamps = {"created_at": now, "created_by_id": caller.user_id}
    name_key = body.name.casefold()
    columns = {name: _stored(record[name]) for name in t.columns_of(t.Assistant) & record.keys()}
    columns |= stamps | {"updated_at": now, "name_key": name_key}
    yield t.Assistant(**columns)
    for field, position, principal, level in _grants(body, caller):
        yield t.AccessGrant(
            **place, principal=principal, level=level, field=field, position=position, name_key=name_key
        )
    for position, target in enumerate(body.vector_store_ids):
        yield t.Reference(**place, field="vector_store_ids", position=position, target_id=target)
    tools = body.tool_configurations
    for name, options in tools.system_tools.model_dump(mode="json", exclude_none=True).items():
        yield t.SystemTool(**place, tool=name, mode=options.pop("mode"), options=_stored(options))
    for position, server in enumerate(tools.mcp_tools):
        yield from _server(server, position, place, now)
    yield t.Version(**place, **stamps, number=1, snapshot=_stored(record), source="api")
    yield t.AuditEvent(
        **place,
        id=f"log_{uuid_utils.uuid7().hex}",
        actor_id=caller.user_id,
        api_key_id=caller.id,
        action="assistant.created",
        field="",
        source="api",
        trace_id=f"req_{uuid_utils.uuid7().hex}",
        created_at=now,
    )


def _grants(body: Any, caller: Caller) -> Iterator[tuple[str, int, str, str]]:
    yield "created_by", 0, caller.user_id, "owner"
    if body.access_mode != "private":
        yield "access_mode", 0, "*", "view"
    levels = {"editable_by_users": "edit", "editable_by_roles": "edit", "visible_in_chat_to_users": "chat"}
    for field in ("access_departments", "access_users", "visible_to_roles", *levels):
        for position, principal in enumerate(getattr(body, field)):
            yield field, position, principal, levels.get(field, "view")


def _server(server: Any, position: int, place: dict[str, str], now: datetime) -> Iterator[Any]:
    server_id = f"mcp_{uuid_utils.uuid7().hex}"
    plain = server.model_dump(mode="json", include={"server_label", "server_url", "connector_id", "server_description"})
    filters = server.model_dump(mode="json", exclude_none=True, include={"allowed_tools", "require_approval"})
    yield t.McpServer(id=server_id, **place, **plain, position=position, **{k: _stored(v) for k, v in filters.items()})
    values = ({"": server.authorization} if server.authorization else {}) | server.headers
    for number, (header, secret) in enumerate(values.items()):
        secret_id, value = f"sec_{uuid_utils.uuid7().hex}", secret.get_secret_value()
        bound = json.dumps({"v": 1, "organization": place["organization_id"], "id": secret_id, "value": value})
        yield t.Secret(
            id=secret_id,
            organization_id=place["organization_id"],
            mcp_server_id=server_id,
            header=header,
            position=number,
            sealed=sealer.encrypt(bound.encode()).decode(),
            last4=value[-4:] if len(value) >= 16 else None,
            updated_at=now,
        )


def _stored(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


def _fingerprint(body: Any) -> str:
    return hmac.digest(b"the benchmark's", orjson.dumps(body, option=orjson.OPT_SORT_KEYS), "sha256").hex()
