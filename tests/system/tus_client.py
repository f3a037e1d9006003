"""A client of tus 1.0.0 as its specification has it, on bare HTTP/1.1: independent of the code under
test, and able to be cut off in the middle of a body."""
import base64
import http.client
import json
import pathlib
import ssl


class Answer:
    def __init__(self, response: http.client.HTTPResponse):
        self.status, self.headers = response.status, response.headers
        self.body = response.read()

    def problem(self) -> dict:
        return json.loads(self.body)

    def number(self, name: str) -> int:
        return int(self.headers[name])


class TusClient:
    def __init__(self, credentials: pathlib.Path):
        known = json.loads(credentials.read_text("utf-8"))
        self.host, self.port = known["manager_url"].removeprefix("https://").split(":")
        self.trust = ssl.create_default_context(cadata=known["tls_authority_pem"])
        self.fields = {"Authorization": f"Bearer {known['token']}", "Tus-Resumable": "1.0.0", "Accept-Language": "en"}
        self.connection: http.client.HTTPSConnection | None = None

    def connect(self) -> http.client.HTTPSConnection:
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(self.host, int(self.port), timeout=20, context=self.trust)
        return self.connection

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def ask(self, method: str, path: str, body: bytes | None = None, **fields: str) -> Answer:
        named = self.fields | {name.replace("_", "-"): value for name, value in fields.items()}
        connection = self.connect()
        connection.request(method, path, body, named)
        return Answer(connection.getresponse())

    def create(self, length: int, unit: str, **metadata: str) -> Answer:
        pairs = {"unit_id": unit} | metadata
        coded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
        return self.ask("POST", "/api/v1/uploads", b"", Upload_Length=str(length), Upload_Metadata=coded)

    def head(self, path: str) -> Answer:
        return self.ask("HEAD", path)

    def patch(self, path: str, offset: int, body: bytes) -> Answer:
        return self.ask("PATCH", path, body, **self.patch_fields(offset))

    def patch_fields(self, offset: int) -> dict[str, str]:
        return {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}

    def begin_patch(self, path: str, offset: int, announced: int, sent: bytes):
        """The head of a PATCH that announces more bytes than are sent now; more follow by send()."""
        connection = self.connect()
        connection.putrequest("PATCH", path)
        for name, value in (self.fields | self.patch_fields(offset)).items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(announced))
        connection.endheaders()
        connection.send(sent)
