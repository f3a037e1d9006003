// The staff port speaks tus 1.0.0: every status of every verb.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "common/sha256.hpp"
#include "schemas/wire/base64.hpp"
#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

constexpr const char* all = "/api/v1/uploads";

std::string metadata(const UnitId& unit, const std::string& name = "海报",
                     const std::string& file = "海报.jpg") {
    return "unit_id " + wire::to_base64(unit.value) + ",name " + wire::to_base64(name)
           + ", file_name " + wire::to_base64(file) + ",is_confidential";
}

class TusClient {
public:
    explicit TusClient(ControlRoom& room) : room_(room), token_(room.token) {}

    void become(const std::string& token) { token_ = token; }

    Response ask(Method method, const std::string& path, const Headers& fields = {},
                 const std::string& body = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.headers = {{"Tus-Resumable", "1.0.0"},
                           {"Accept-Language", "en"},
                           {"Authorization", "Bearer " + token_}};
        for (const auto& [name, value] : fields) {
            value.empty() ? request.headers.remove(name) : request.headers.set(name, value);
        }
        return room_.ask(request);
    }

    Response create(const std::string& length, const std::string& described) {
        return ask(Method::post, all, {{"Upload-Length", length}, {"Upload-Metadata", described}});
    }
    std::string begin(std::uint64_t length) {
        const Response made = create(std::to_string(length), metadata(room_.root));
        REQUIRE(made.status == 201);
        return std::string(made.headers.find("Location").value_or(""));
    }
    Response patch(const std::string& path, std::uint64_t offset, const std::string& body,
                   const Headers& fields = {}) {
        Headers asked{{"Content-Type", "application/offset+octet-stream"},
                      {"Upload-Offset", std::to_string(offset)},
                      {"Content-Length", std::to_string(body.size())}};
        for (const auto& [name, value] : fields) {
            asked.set(name, value);
        }
        return ask(Method::patch, path, asked, body);
    }

private:
    ControlRoom& room_;
    std::string token_;
};

std::string field(const Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or("(none)"));
}

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

void check_problem(const Response& response, int status, const std::string& code) {
    CHECK(response.status == status);
    CHECK(field(response, "Tus-Resumable") == "1.0.0");
    CHECK(field(response, "Content-Type") == "application/problem+json");
    const Json problem = body_of(response);
    CHECK(problem["code"] == code);
    CHECK(problem["detail"].get<std::string>().ends_with("."));
}

} // namespace

TEST_CASE("OPTIONS says what is spoken") {
    ControlRoom room;
    TusClient client(room);
    const Response said = client.ask(Method::options, all, {{"Tus-Resumable", ""}});
    CHECK(said.status == 204);
    CHECK(field(said, "Tus-Version") == "1.0.0");
    CHECK(field(said, "Tus-Extension") == "creation,termination,expiration");
    CHECK(field(said, "Tus-Max-Size") == std::to_string(limits::asset_bytes_max));
}

TEST_CASE("an upload is created, filled, asked about and ended") {
    ControlRoom room;
    TusClient client(room);
    const std::string bytes(5'000, 'b');
    const Response made = client.create("5000", metadata(room.root));
    REQUIRE(made.status == 201);
    const std::string path = field(made, "Location");
    CHECK(path.starts_with("/api/v1/uploads/"));
    CHECK(field(made, "Upload-Expires") == "Sun, 22 Nov 2026 12:00:00 GMT");
    CHECK(field(made, "Tus-Resumable") == "1.0.0");

    const Response first = client.patch(path, 0, bytes.substr(0, 3'000));
    CHECK(first.status == 204);
    CHECK(field(first, "Upload-Offset") == "3000");
    CHECK(field(first, "Marquee-Asset") == "(none)");
    const Response asked = client.ask(Method::head, path);
    CHECK(asked.status == 200);
    CHECK(field(asked, "Upload-Offset") == "3000");
    CHECK(field(asked, "Upload-Length") == "5000");
    CHECK(field(asked, "Cache-Control") == "no-store");
    CHECK(field(asked, "Upload-Metadata").find("name " + wire::to_base64("海报")) == 46 + 11);
    const Response last = client.patch(path, 3'000, bytes.substr(3'000));
    CHECK(last.status == 204);
    CHECK(field(last, "Upload-Offset") == "5000");
    CHECK(field(last, "Marquee-Sha256") == to_hex(sha256(bytes)));
    const std::string asset = field(last, "Marquee-Asset");
    CHECK(field(client.ask(Method::head, path), "Marquee-Asset") == asset);
    // A client that missed the answer asks again with nothing left to send.
    const Response again = client.patch(path, 5'000, "");
    CHECK(again.status == 204);
    CHECK(field(again, "Marquee-Asset") == asset);
    const Json row = body_of(room.staff(Method::get, "/api/v1/assets/" + asset));
    CHECK(row["state"] == "queued");
    CHECK(row["original"]["sha256"] == to_hex(sha256(bytes)));
    CHECK(room.rooms().bell.rings == 1);
}

TEST_CASE("an upload is given up") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(10);
    CHECK(client.ask(Method::remove, path).status == 204);
    check_problem(client.ask(Method::head, path), 404, "not_found");
    check_problem(client.ask(Method::remove, path), 404, "not_found");
    check_problem(client.patch(path, 0, "a"), 404, "not_found");
}

TEST_CASE("whoever does not speak our tus is told which one is spoken") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(10);
    for (const char* version : {"", "0.2.2", "1.0.1"}) {
        const Headers other{{"Tus-Resumable", version},
                            {"Upload-Length", "1"},
                            {"Upload-Metadata", metadata(room.root)}};
        for (const Response& refused :
             {client.ask(Method::post, all, other), client.ask(Method::head, path, other),
              client.ask(Method::remove, path, other), client.patch(path, 0, "a", other)}) {
            check_problem(refused, 412, "protocol_unknown");
            CHECK(field(refused, "Tus-Version") == "1.0.0");
        }
    }
}

TEST_CASE("a creation that makes no sense is refused before a byte flows") {
    ControlRoom room;
    TusClient client(room);
    const std::string described = metadata(room.root);
    check_problem(client.create("", described), 422, "missing_member");
    check_problem(client.create("ten", described), 400, "malformed");
    check_problem(client.create("-1", described), 400, "malformed");
    check_problem(client.create("0", described), 422, "out_of_range");
    check_problem(client.create("10000000000", described), 413, "too_large");
    check_problem(client.create("99999999999999999999999", described), 400, "malformed");
    check_problem(client.create("1", ""), 422, "missing_member");
    check_problem(client.create("1", "unit_id !!!"), 400, "malformed");
    check_problem(client.create("1", "unit_id " + wire::to_base64("../..")), 400, "malformed");
    check_problem(client.create("1", std::string(5'000, 'x')), 413, "too_large");
    check_problem(client.create("1", metadata(room.root, "", "..")), 422, "missing_member");
    check_problem(client.create("1", metadata(room.root, "\xff", "a")), 400, "malformed");
    check_problem(client.create("1", metadata(UnitId{"01900000-0000-7000-8000-000000000009"})), 422,
                  "invalid_reference");
    CHECK(room.rooms().upload_files.list()->empty());
}

TEST_CASE("a name with folders and controls is only ever a label") {
    ControlRoom room;
    TusClient client(room);
    const Response made =
        client.create("1", metadata(room.root, "", "../../etc/\r\nX-Evil: 1\x07/pass\x1bwd"));
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["file_name"] == "passwd");
    CHECK(body_of(made)["name"] == "passwd");
}

TEST_CASE("a patch that makes no sense changes nothing") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(10);
    REQUIRE(client.patch(path, 0, "abcd").status == 204);
    check_problem(client.patch(path, 0, "abcd"), 409, "wrong_state");
    check_problem(client.patch(path, 5, "f"), 409, "wrong_state");
    check_problem(client.patch(path, 4, "e", {{"Upload-Offset", ""}}), 422, "missing_member");
    check_problem(client.patch(path, 4, "e", {{"Upload-Offset", "4x"}}), 400, "malformed");
    for (const char* type : {"", "application/octet-stream", "text/plain"}) {
        check_problem(client.patch(path, 4, "e", {{"Content-Type", type}}), 415,
                      "content_type_wrong");
    }
    check_problem(client.patch(path, 4, "efghijk"), 413, "too_large");
    // Without a length to judge by, only the body itself shows it.
    check_problem(client.patch(path, 4, "efghijk", {{"Content-Length", ""}}), 413, "too_large");
    CHECK(field(client.ask(Method::head, path), "Upload-Offset") == "4");
    CHECK(client.patch(path, 4, "").status == 204);
    CHECK(client.patch(path, 4, "efghij").status == 204);
}

TEST_CASE("an upload that another request fills is locked") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(10);
    const UploadId id{path.substr(path.rfind('/') + 1)};
    const auto other = room.rooms().uploads.append(id, 0);
    REQUIRE(other);
    check_problem(client.patch(path, 0, "abcd"), 423, "in_use");
    check_problem(client.ask(Method::remove, path), 423, "in_use");
    CHECK(client.ask(Method::head, path).status == 200);
}

TEST_CASE("an expired upload is gone") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(10);
    room.clock.advance(UploadTerms{}.life);
    check_problem(client.ask(Method::head, path), 410, "expired");
    check_problem(client.patch(path, 0, "a"), 410, "expired");
    REQUIRE(room.rooms().uploads.sweep());
    check_problem(client.ask(Method::head, path), 404, "not_found");
}

TEST_CASE("no room is said before the bytes, or when it comes to that in their middle") {
    ControlRoom room;
    TusClient client(room);
    const std::string path = client.begin(5'000);
    const std::uint64_t plenty = std::exchange(room.rooms().upload_files.free, 1'000);
    const Response refused = client.create("5000", metadata(room.root));
    check_problem(refused, 507, "disk_full");
    CHECK(body_of(refused)["detail"].get<std::string>().find("1.0 kB") != std::string::npos);
    room.rooms().upload_files.free = plenty;
    room.rooms().upload_files.appended_max = 3'000;
    check_problem(client.patch(path, 0, std::string(5'000, 'b')), 507, "disk_full");
    CHECK(field(client.ask(Method::head, path), "Upload-Offset") == "3000");
    room.rooms().upload_files.appended_max = 5'000;
    CHECK(client.patch(path, 3'000, std::string(2'000, 'b')).status == 204);
}

TEST_CASE("the quota of a unit is said with its figures") {
    ControlRoom room;
    TusClient client(room);
    room.rooms().upload_files.free = UINT64_MAX / 2;
    const std::string most = std::to_string(limits::asset_bytes_max);
    Response refused;
    for (int i = 0; i < 100 && refused.status != 507; ++i) {
        refused = client.create(most, metadata(room.root));
    }
    check_problem(refused, 507, "quota_exceeded");
    CHECK(body_of(refused)["params"]["quota"] == "536 GB");
    CHECK(body_of(refused)["detail"].get<std::string>().find("536 GB") != std::string::npos);
}

TEST_CASE("uploads are for those who may edit in the unit, whoever began them") {
    ControlRoom room;
    const auto unit = [&](const char* name) {
        return UnitId{room.make(
            "/api/v1/units",
            Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
    };
    const UnitId own = unit("own");
    const UnitId foreign = unit("foreign");
    TusClient client(room);
    client.become(room.token_with(Role::editor, own));
    const Response made = client.create("10", metadata(own));
    REQUIRE(made.status == 201);
    const std::string path = field(made, "Location");
    check_problem(client.create("10", metadata(foreign)), 403, "not_allowed");
    check_problem(client.create("10", metadata(room.root)), 403, "not_allowed");
    for (const auto& [role, where, allowed] :
         {std::tuple{Role::editor, own, true}, std::tuple{Role::editor, foreign, false},
          std::tuple{Role::viewer, own, false}, std::tuple{Role::operator_, own, false},
          std::tuple{Role::editor, room.root, true}}) {
        client.become(room.token_with(role, where));
        CHECK((client.ask(Method::head, path).status == 200) == allowed);
        CHECK((client.patch(path, 0, "").status == 204) == allowed);
        if (!allowed) {
            check_problem(client.ask(Method::head, path), 403, "not_allowed");
            check_problem(client.patch(path, 0, "a"), 403, "not_allowed");
            check_problem(client.ask(Method::remove, path), 403, "not_allowed");
        }
    }
    client.become("marquee_wrong");
    check_problem(client.patch(path, 0, "a"), 401, "not_signed_in");
}
