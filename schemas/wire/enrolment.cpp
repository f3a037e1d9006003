#include "schemas/wire/enrolment.hpp"

#include <unordered_set>

#include "schemas/wire/envelope.hpp"
#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

DisplayDescription read_description(const Value& value) {
    const Object in = value.object();
    DisplayDescription display;
    display.name = in.required("name").line(limits::name_bytes_max, 1);
    display.kind = in.required("kind").word<DisplayKind>();
    const bool screen = display.kind == DisplayKind::screen;
    display.size = read_size(in.required("size").object(), screen ? 1 : 0);
    return display;
}

EnrolmentRequest read_request_members(const Object& in) {
    EnrolmentRequest request;
    request.token = in.required("token").line(limits::secret_bytes_max, 1);
    request.nonce = in.required("nonce").line(limits::nonce_bytes_max, limits::nonce_bytes_min);
    request.name = in.required("name").line(limits::name_bytes_max, 1);
    request.certificate_request_pem =
        in.required("certificate_request_pem").text(limits::certificate_bytes_max, 1);
    request.software = read_software(in.required("software").object());
    const Value displays = in.required("displays");
    request.displays = displays.list(limits::displays_per_player_max, read_description, 1);
    std::unordered_set<std::string_view> names;
    for (const DisplayDescription& display : request.displays) {
        if (!names.insert(display.name).second) {
            displays.refuse(ErrorCode::malformed, "two displays have the same name",
                            {{"name", display.name}});
        }
    }
    return request;
}

EnrolledDisplay read_enrolled(const Value& value) {
    const Object in = value.object();
    EnrolledDisplay display;
    display.name = in.required("name").line(limits::name_bytes_max, 1);
    display.id = in.required("id").id<DisplayId>();
    display.unit_path = read_unit_path(in.required("unit_path"));
    return display;
}

EnrolmentAnswer read_answer_members(const Object& in) {
    EnrolmentAnswer answer;
    answer.organisation = in.required("organisation").id<OrganisationId>();
    answer.player = in.required("player").id<PlayerId>();
    answer.certificate_pem = in.required("certificate_pem").text(limits::certificate_bytes_max, 1);
    answer.displays =
        in.required("displays").list(limits::displays_per_player_max, read_enrolled, 1);
    answer.time_token =
        read_envelope_members(in.required("time_token").object(), limits::time_token_bytes_max);
    return answer;
}

} // namespace

std::string write_enrolment_file(const EnrolmentFile& file) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::enrolment_file));
        out.member("manager_url", file.manager_url);
        out.member("trust_sha256", file.trust_sha256);
        out.member("token", file.token);
        out.member("unit", file.unit);
        out.member("expires_at", file.expires_at);
    });
}

EnrolmentFile read_enrolment_file_members(const Object& in) {
    EnrolmentFile file;
    const Value url = in.required("manager_url");
    file.manager_url = url.line(limits::url_bytes_max, 1);
    if (!in.failed() && !file.manager_url.starts_with("https://")) {
        url.refuse(ErrorCode::malformed, "the manager is reached by https only");
    }
    file.trust_sha256 = in.required("trust_sha256").digest();
    file.token = in.required("token").line(limits::secret_bytes_max, 1);
    file.unit = in.required("unit").id<UnitId>();
    file.expires_at = in.required("expires_at").instant();
    return file;
}

Result<EnrolmentFile> read_enrolment_file(std::string_view text) {
    return read_document(text, limits::enrolment_file_bytes_max, formats::enrolment_file,
                         read_enrolment_file_members);
}

std::string write_enrolment_request(const EnrolmentRequest& request) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::enrolment_request));
        out.member("token", request.token);
        out.member("nonce", request.nonce);
        out.member("name", request.name);
        out.member("certificate_request_pem", request.certificate_request_pem);
        out.object("software",
                   [&](ObjectWriter& inner) { write_software(inner, request.software); });
        out.list(
            "displays", request.displays, [](ObjectWriter& row, const DisplayDescription& display) {
                row.member("name", display.name);
                row.member("kind", display.kind);
                row.object("size", [&](ObjectWriter& size) { write_size(size, display.size); });
            });
    });
}

Result<EnrolmentRequest> read_enrolment_request(std::string_view text) {
    return read_document(text, limits::enrolment_request_bytes_max, formats::enrolment_request,
                         read_request_members);
}

std::string write_enrolment_answer(const EnrolmentAnswer& answer) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::enrolment_answer));
        out.member("organisation", answer.organisation);
        out.member("player", answer.player);
        out.member("certificate_pem", answer.certificate_pem);
        out.list("displays", answer.displays,
                 [](ObjectWriter& row, const EnrolledDisplay& display) {
                     row.member("name", display.name);
                     row.member("id", display.id);
                     row.ids("unit_path", display.unit_path);
                 });
        out.object("time_token",
                   [&](ObjectWriter& inner) { write_envelope_members(inner, answer.time_token); });
    });
}

Result<EnrolmentAnswer> read_enrolment_answer(std::string_view text) {
    return read_document(text, limits::enrolment_answer_bytes_max, formats::enrolment_answer,
                         read_answer_members);
}

std::string write_certificate_request(const CertificateRequest& request) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::certificate_request));
        out.member("player", request.player);
        out.member("certificate_pem", request.certificate_pem);
        out.member("certificate_request_pem", request.certificate_request_pem);
    });
}

Result<CertificateRequest> read_certificate_request(std::string_view text) {
    return read_document(
        text, limits::certificate_renewal_bytes_max, formats::certificate_request,
        [](const Object& in) {
            return CertificateRequest{
                in.required("player").id<PlayerId>(),
                in.required("certificate_pem").text(limits::certificate_bytes_max, 1),
                in.required("certificate_request_pem")
                    .text(limits::certificate_request_bytes_max, 1)};
        });
}

std::string write_certificate_answer(const CertificateAnswer& answer) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::certificate_answer));
        out.member("certificate_pem", answer.certificate_pem);
    });
}

Result<CertificateAnswer> read_certificate_answer(std::string_view text) {
    return read_document(
        text, limits::certificate_renewal_bytes_max, formats::certificate_answer,
        [](const Object& in) {
            return CertificateAnswer{
                in.required("certificate_pem").text(limits::certificate_bytes_max, 1)};
        });
}

std::string write_enrolment_code(const EnrolmentCode& code) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::enrolment_code));
        out.member("code", code.code);
        out.member("expires_at", code.expires_at);
    });
}

Result<EnrolmentCode> read_enrolment_code(std::string_view text) {
    return read_document(
        text, limits::enrolment_file_bytes_max, formats::enrolment_code, [](const Object& in) {
            return EnrolmentCode{in.required("code").line(limits::enrolment_code_characters,
                                                          limits::enrolment_code_characters),
                                 in.required("expires_at").instant()};
        });
}

} // namespace marquee::wire
