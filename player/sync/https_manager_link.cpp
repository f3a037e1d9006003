#include "player/sync/https_manager_link.hpp"

#include <charconv>
#include <utility>

#include "schemas/model/limits.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/journal.hpp"
#include "schemas/wire/problem.hpp"

namespace marquee::player {
namespace {

constexpr int http_ok = 200;
constexpr int http_partial_content = 206;
constexpr int http_not_modified = 304;

bool is_success(int status) {
    return status / 100 == 2;
}

Error problem_in(const HttpsHead& head, const std::string& body) {
    if (head.content_type.starts_with(wire::problem_media_type)) {
        if (Result<wire::Problem> problem = wire::read_problem(body)) {
            return wire::error_of(*problem);
        }
    }
    wire::Problem nameless;
    nameless.status = head.status;
    nameless.detail = "the manager answered " + std::to_string(head.status);
    return wire::error_of(nameless);
}

// Collects a whole body up to a limit.
class WholeBody final : public AnswerReader {
public:
    explicit WholeBody(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    Status head(const HttpsHead& head) override {
        head_ = head;
        if (!is_success(head.status)) {
            bytes_max_ = limits::problem_bytes_max;
        }
        return {};
    }

    Status piece(std::string_view bytes) override {
        if (bytes.size() > bytes_max_ - body_.size()) {
            return fail(ErrorCode::too_large, "the manager's answer is over its limit");
        }
        body_ += bytes;
        return {};
    }

    const HttpsHead& head() const { return head_; }
    std::string& body() { return body_; }

private:
    std::size_t bytes_max_;
    HttpsHead head_;
    std::string body_;
};

// "bytes 500-999/1000" of RFC 9110, section 14.4; nullopt unless it starts and ends in numbers.
struct ContentRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
};

std::optional<ContentRange> parse_content_range(std::string_view text) {
    constexpr std::string_view unit = "bytes ";
    const std::size_t dash = text.find('-');
    const std::size_t slash = text.find('/');
    if (!text.starts_with(unit) || dash == text.npos || slash == text.npos) {
        return std::nullopt;
    }
    const auto number = [](std::string_view digits) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        const char* end = digits.data() + digits.size();
        const auto [stop, problem] = std::from_chars(digits.data(), end, value);
        return problem == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
    };
    const auto first = number(text.substr(unit.size(), dash - unit.size()));
    const auto size = number(text.substr(slash + 1));
    if (!first || !size) {
        return std::nullopt;
    }
    return ContentRange{*first, *size};
}

// Hands a blob's bytes on, and collects a problem document instead when there is one.
class BlobBody final : public AnswerReader {
public:
    BlobBody(const BlobRequest& request, BlobSink& sink)
        : request_(request), sink_(sink), problem_(limits::problem_bytes_max) {}

    Status head(const HttpsHead& head) override {
        head_ = head;
        if (head.status == http_ok) {
            left_ = request_.size_bytes;
            return sink_.begin(0);
        }
        if (head.status != http_partial_content) {
            return problem_.head(head);
        }
        const std::optional<ContentRange> range = parse_content_range(head.content_range);
        if (!range || range->first != request_.offset || range->size != request_.size_bytes) {
            return fail(ErrorCode::malformed, "the manager sends another part of the blob");
        }
        left_ = request_.size_bytes - request_.offset;
        return sink_.begin(request_.offset);
    }

    Status piece(std::string_view bytes) override {
        if (!is_blob()) {
            return problem_.piece(bytes);
        }
        if (bytes.size() > left_) {
            return fail(ErrorCode::too_large, "the blob is longer than was signed");
        }
        left_ -= bytes.size();
        return sink_.write(bytes);
    }

    bool is_blob() const { return head_.status == http_ok || head_.status == http_partial_content; }
    std::uint64_t left() const { return left_; }
    Error problem() { return problem_in(head_, problem_.body()); }

private:
    const BlobRequest& request_;
    BlobSink& sink_;
    HttpsHead head_;
    WholeBody problem_;
    std::uint64_t left_ = 0;
};

std::string etag(ManifestNumber number) {
    return '"' + to_string(number) + '"';
}

} // namespace

HttpsManagerLink::HttpsManagerLink(HttpsAddress address, const Clock& clock,
                                   const LinkPatience& patience)
    : client_(std::move(address), patience, clock),
      clock_(clock),
      answer_patience_(patience.answer) {}

void HttpsManagerLink::use(const LinkIdentity& identity) {
    pinned_ = !identity.authorities.empty();
    client_.use(identity);
}

Status HttpsManagerLink::need_pin() const {
    if (!pinned_) {
        return fail(ErrorCode::tls_refused, "no authority is pinned to prove the manager by");
    }
    return {};
}

Result<HttpsManagerLink::Document> HttpsManagerLink::fetch(const HttpsRequest& request,
                                                           std::size_t body_bytes_max) {
    WholeBody answer(body_bytes_max);
    const Microseconds deadline = clock_.monotonic() + answer_patience_;
    if (Status status = client_.exchange(request, answer, deadline); !status) {
        return tl::unexpected(status.error());
    }
    if (!is_success(answer.head().status) && answer.head().status != http_not_modified) {
        return tl::unexpected(problem_in(answer.head(), answer.body()));
    }
    return Document{answer.head().status, std::move(answer.body())};
}

Result<std::string> HttpsManagerLink::trust(std::optional<std::int64_t> version) {
    std::string path = "/player/v1/trust";
    if (version) {
        path += "/" + std::to_string(*version);
    }
    return fetch({"GET", path, {}, {}}, limits::envelope_bytes_max(limits::trust_bytes_max))
        .map([](Document document) { return std::move(document.body); });
}

Result<EnrolmentAnswer> HttpsManagerLink::enrol(const EnrolmentRequest& request) {
    return need_pin()
        .and_then([&] {
            return fetch(
                {"POST", "/player/v1/enrolments", {}, wire::write_enrolment_request(request)},
                limits::enrolment_answer_bytes_max);
        })
        .and_then(
            [](const Document& document) { return wire::read_enrolment_answer(document.body); });
}

Result<CertificateAnswer> HttpsManagerLink::renew(const std::string& envelope) {
    return need_pin()
        .and_then([&] {
            return fetch({"POST", "/player/v1/certificates", {}, envelope},
                         limits::certificate_renewal_bytes_max);
        })
        .and_then(
            [](const Document& document) { return wire::read_certificate_answer(document.body); });
}

Result<EnrolmentCode> HttpsManagerLink::enrolment_code(const EnrolmentRequest& request) {
    return need_pin()
        .and_then([&] {
            return fetch(
                {"POST", "/player/v1/enrolment-codes", {}, wire::write_enrolment_request(request)},
                limits::enrolment_file_bytes_max);
        })
        .and_then(
            [](const Document& document) { return wire::read_enrolment_code(document.body); });
}

Result<ContactAnswer> HttpsManagerLink::contact(const Heartbeat& heartbeat) {
    return need_pin()
        .and_then([&] {
            return fetch({"POST", "/player/v1/contacts", {}, wire::write_heartbeat(heartbeat)},
                         limits::contact_answer_bytes_max);
        })
        .and_then(
            [](const Document& document) { return wire::read_contact_answer(document.body); });
}

Result<std::uint64_t> HttpsManagerLink::deliver(const std::string& path, std::string segment) {
    return need_pin()
        .and_then([&] {
            return fetch({"POST", path, {}, std::move(segment)}, limits::acknowledgement_bytes_max);
        })
        .and_then([](const Document& document) { return wire::read_acknowledged(document.body); });
}

Result<std::uint64_t> HttpsManagerLink::plays(const PlaySegment& segment) {
    return deliver("/player/v1/plays", wire::write_play_segment(segment));
}

Result<std::uint64_t> HttpsManagerLink::uptime(const UptimeSegment& segment) {
    return deliver("/player/v1/uptime", wire::write_uptime_segment(segment));
}

Status HttpsManagerLink::screenshot(const ScreenshotOrder& order, const std::string& png) {
    if (Status pinned = need_pin(); !pinned) {
        return pinned;
    }
    const std::string path =
        "/player/v1/displays/" + order.display.value + "/screenshots/" + order.id.value;
    return fetch({"PUT", path, {}, png, "image/png"}, limits::problem_bytes_max)
        .and_then([](const Document&) -> Status { return {}; });
}

Result<std::optional<std::string>> HttpsManagerLink::manifest(const DisplayId& display,
                                                              std::optional<ManifestNumber> held) {
    if (Status pinned = need_pin(); !pinned) {
        return tl::unexpected(pinned.error());
    }
    HttpsRequest request{"GET", "/player/v1/displays/" + display.value + "/manifest", {}, {}};
    if (held) {
        request.headers.emplace_back("If-None-Match", etag(*held));
    }
    Result<Document> document =
        fetch(request, limits::envelope_bytes_max(limits::manifest_bytes_max));
    if (!document) {
        return tl::unexpected(document.error());
    }
    if (document->status == http_not_modified) {
        return std::optional<std::string>{};
    }
    return std::optional(std::move(document->body));
}

Status HttpsManagerLink::download(const BlobRequest& request, BlobSink& sink) {
    if (Status pinned = need_pin(); !pinned) {
        return pinned;
    }
    HttpsRequest get{"GET", "/player/v1/blobs/" + to_hex(request.digest), {}, {}};
    if (request.offset != 0) {
        get.headers.emplace_back("Range", "bytes=" + std::to_string(request.offset) + "-");
    }
    BlobBody body(request, sink);
    // A film may take hours; silence is bounded by the connection, the whole by the sink's owner.
    if (Status status = client_.exchange(get, body, Microseconds::max()); !status) {
        return status;
    }
    if (!body.is_blob()) {
        return tl::unexpected(body.problem());
    }
    if (body.left() != 0) {
        return fail(ErrorCode::unreachable, "the manager stopped in the middle of a blob",
                    to_hex(request.digest));
    }
    return {};
}

} // namespace marquee::player
