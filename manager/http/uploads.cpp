#include "manager/http/uploads.hpp"

#include "manager/http/resource.hpp"
#include "manager/http/tus.hpp"
#include "manager/library/label.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view all = "/api/v1/uploads";
constexpr std::string_view one = "/api/v1/uploads/{id}";

// Where the upload stands, for programs that speak tus.
Response with_state(Response response, const UploadRecord& row) {
    Headers& out = response.headers;
    out.set("Upload-Offset", std::to_string(row.offset));
    out.set("Upload-Expires", to_http_date(row.expires_at));
    if (row.sha256 && !row.asset.empty()) {
        out.set("Marquee-Sha256", to_hex(*row.sha256));
        out.set("Marquee-Asset", row.asset.value);
    }
    return response;
}

std::string body_of(const UploadRecord& row) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("id", row.id);
        write_head(out, row.head);
        out.member("name", row.name);
        out.member("file_name", row.file_name);
        out.member("length_bytes", row.length);
        out.member("offset_bytes", row.offset);
        out.member("expires_at", row.expires_at);
        out.member("sha256", row.sha256);
        if (!row.asset.empty()) {
            out.member("asset_id", row.asset);
        }
    });
}

UnitOf unit_in_metadata() {
    return [](const Request& request, const std::vector<std::string>&) {
        return tus::metadata_of(request).map([](const tus::Metadata& said) { return said.unit; });
    };
}

// The body of one PATCH.
class UploadSink final : public StaffSink {
public:
    UploadSink(Uploads& uploads, std::unique_ptr<UploadAppender> appender)
        : uploads_(uploads), appender_(std::move(appender)) {}

    Status take(std::string_view bytes) override { return appender_->take(bytes); }

    Result<Response> finish() override {
        return uploads_.finish(*appender_).map([](const UploadRecord& row) {
            return with_state(no_content(), row);
        });
    }

private:
    Uploads& uploads_;
    std::unique_ptr<UploadAppender> appender_;
};

// What a body that says its length would be too much for.
Status check_room(const Request& request, const UploadAppender& appender) {
    if (!request.headers.contains("Content-Length")) {
        return {};
    }
    return tus::number_of(request, "Content-Length").and_then([&](std::uint64_t bytes) -> Status {
        if (bytes > appender.room()) {
            return fail(ErrorCode::too_large, "more bytes than the upload has left",
                        "Content-Length", {{"limit", size_in_words(appender.room())}});
        }
        return {};
    });
}

} // namespace

StaffRoutes UploadResource::routes() {
    const UnitOf owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.media.upload(UploadId{id});
    });
    const Action edit = Action::edit_content;
    StaffRoutes routes{
        {Method::options, all, edit, {}, [this](const auto& call) { return describe(call); }},
        {Method::post, all, edit, unit_in_metadata(),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, edit, owner, [this](const auto& call) { return show(call); }},
        {.method = Method::patch,
         .pattern = one,
         .action = edit,
         .unit_of = owner,
         .receive = [this](const auto& call) { return append(call); }},
        {Method::remove, one, edit, owner, [this](const auto& call) { return remove(call); }},
    };
    for (StaffRoute& route : routes) {
        route.always = {{"Tus-Resumable", std::string(tus::version)},
                        {"Tus-Version", std::string(tus::version)}};
    }
    return routes;
}

Result<Response> UploadResource::describe(const StaffCall&) {
    Response response = no_content();
    response.headers.set("Tus-Extension", std::string(tus::extensions));
    response.headers.set("Tus-Max-Size", std::to_string(limits::asset_bytes_max));
    return response;
}

Result<Response> UploadResource::create(const StaffCall& call) {
    const Status spoken = tus::check_version(call.request);
    const auto said = tus::metadata_of(call.request);
    const auto length = tus::number_of(call.request, "Upload-Length");
    if (!spoken || !said || !length) {
        return tl::unexpected<Error>(!spoken ? spoken.error()
                                     : said  ? length.error()
                                             : said.error());
    }
    return uploads_
        .begin({.unit = said->unit,
                .account = call.who.account,
                .name = said->name,
                .file_name = said->file_name,
                .length = *length})
        .map([](const UploadRecord& row) {
            return with_state(
                created(body_of(row), row.head.version, std::string(all) + "/" + row.id.value),
                row);
        });
}

Result<Response> UploadResource::show(const StaffCall& call) {
    return tus::check_version(call.request)
        .and_then([&] { return uploads_.find(UploadId{call.places.front()}); })
        .map([](const UploadRecord& row) {
            Response response = with_state(json_of(body_of(row), row.head.version), row);
            response.headers.set("Upload-Length", std::to_string(row.length));
            response.headers.set("Upload-Metadata", tus::metadata_of(row));
            return response;
        });
}

Result<std::unique_ptr<StaffSink>> UploadResource::append(const StaffCall& call) {
    return tus::check_version(call.request)
        .and_then([&] { return tus::check_body_type(call.request); })
        .and_then([&] { return tus::number_of(call.request, "Upload-Offset"); })
        .and_then([&](std::uint64_t offset) {
            return uploads_.append(UploadId{call.places.front()}, offset);
        })
        .and_then(
            [&](std::unique_ptr<UploadAppender> appender) -> Result<std::unique_ptr<StaffSink>> {
                if (const Status fits = check_room(call.request, *appender); !fits) {
                    return tl::unexpected<Error>(fits.error());
                }
                return std::make_unique<UploadSink>(uploads_, std::move(appender));
            });
}

Result<Response> UploadResource::remove(const StaffCall& call) {
    return tus::check_version(call.request)
        .and_then([&] { return uploads_.remove(UploadId{call.places.front()}, call.who.account); })
        .map([] { return no_content(); });
}

} // namespace marquee::manager
