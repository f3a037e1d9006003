#include "manager/edge/player_service.hpp"

#include <charconv>

#include "manager/edge/player_identity.hpp"
#include "manager/ports/path_pattern.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/journal.hpp"
#include "schemas/wire/problem.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view enrolments_path = "/player/v1/enrolments";
constexpr std::string_view certificates_path = "/player/v1/certificates";
constexpr std::string_view codes_path = "/player/v1/enrolment-codes";
constexpr std::string_view contacts_path = "/player/v1/contacts";
constexpr std::string_view plays_path = "/player/v1/plays";
constexpr std::string_view uptime_path = "/player/v1/uptime";
constexpr std::string_view trust_path = "/player/v1/trust";
constexpr std::string_view screenshot_pattern = "/player/v1/displays/{id}/screenshots/{screenshot}";

tl::unexpected<Error> no_such_path() {
    return fail(ErrorCode::not_found, "there is no such resource on the players' port");
}

// The whole text as a decimal number.
std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

// True when the caller already holds what `etag` names (RFC 9110 section 13.1.2).
bool already_held(const Request& request, std::string_view etag) {
    const auto held = request.headers.find("If-None-Match");
    return held && (*held == "*" || held->find(etag) != std::string_view::npos);
}

} // namespace

RoutePolicy PlayerService::policy(const RequestHead& head) {
    if (head.path == enrolments_path || head.path == codes_path) {
        return {.body_bytes_max = limits::enrolment_request_bytes_max};
    }
    if (head.path == certificates_path) {
        return {.body_bytes_max =
                    limits::envelope_bytes_max(limits::certificate_renewal_bytes_max)};
    }
    if (head.path == contacts_path) {
        return {.body_bytes_max = limits::heartbeat_bytes_max};
    }
    if (match_path(screenshot_pattern, head.path)) {
        return {.body_bytes_max = limits::screenshot_bytes_max};
    }
    return {.body_bytes_max = limits::journal_segment_bytes_max}; // a wrong path is told so
}

Response PlayerService::handle(const Request& request) {
    Result<Response> response = route(request);
    if (response) {
        return *std::move(response);
    }
    const Error& error = response.error();
    // A device that waits for people to confirm its code asks every few seconds, with a token that
    // names its own key. Any other token that is unknown is somebody guessing.
    const bool waits = request.path == enrolments_path && error.code == ErrorCode::not_found
                       && request.text().find("\"key:") != std::string_view::npos;
    rooms_.log.failure(waits ? LogLevel::debug : LogLevel::warning, "edge", "refused", error,
                       {{"path", request.path}, {"peer", request.peer.address}});
    return player_problem(error);
}

Result<Response> PlayerService::route(const Request& request) {
    const bool get = request.method == Method::get || request.method == Method::head;
    if (get && request.path == trust_path) {
        return trust(request, {});
    }
    if (const auto places = match_path("/player/v1/trust/{version}", request.path); get && places) {
        return trust(request, places->front());
    }
    if (request.method == Method::post && request.path == enrolments_path) {
        return enrol(request);
    }
    if (request.method == Method::post && request.path == certificates_path) {
        return renew(request);
    }
    if (request.method == Method::post && request.path == codes_path) {
        return give_code(request);
    }
    return identify_player(rooms_.certificates, request.peer).and_then([&](const Player& player) {
        return route_enrolled(request, player);
    });
}

Result<Response> PlayerService::route_enrolled(const Request& request, const Player& player) {
    const bool get = request.method == Method::get || request.method == Method::head;
    if (request.method == Method::post && request.path == contacts_path) {
        return contact(request, player);
    }
    if (request.method == Method::post && request.path == plays_path) {
        return plays(request, player);
    }
    if (request.method == Method::post && request.path == uptime_path) {
        return uptime(request, player);
    }
    if (const auto places = match_path("/player/v1/displays/{id}/manifest", request.path);
        get && places) {
        return manifest(request, player, DisplayId{places->front()});
    }
    if (const auto places = match_path(screenshot_pattern, request.path);
        request.method == Method::put && places) {
        return screenshot(request, player,
                          {ScreenshotId{places->back()}, DisplayId{places->front()}});
    }
    if (const auto places = match_path("/player/v1/blobs/{sha256}", request.path); get && places) {
        return blob(places->front());
    }
    return no_such_path();
}

Result<Response> PlayerService::give_code(const Request& request) {
    return wire::read_enrolment_request(request.text())
        .and_then([&](const EnrolmentRequest& wanted) {
            return rooms_.codes.ask(wanted, request.peer.address);
        })
        .map([](const EnrolmentCode& code) { return json(wire::write_enrolment_code(code)); });
}

// Without a client certificate: one that has ended would not get through TLS. The request is signed
// with its key instead.
Result<Response> PlayerService::renew(const Request& request) {
    return wire::read_envelope(request.text(), limits::certificate_renewal_bytes_max)
        .and_then([&](const Envelope& envelope) { return rooms_.certificates.renew(envelope); })
        .map([&](const CertificateAnswer& answer) {
            return json(wire::write_certificate_answer(answer), 201);
        });
}

Result<Response> PlayerService::enrol(const Request& request) {
    return wire::read_enrolment_request(request.text())
        .and_then([&](const EnrolmentRequest& wanted) { return rooms_.enrolment.accept(wanted); })
        .map([&](const EnrolmentAnswer& answer) {
            rooms_.log.info("edge", "player_enrolled",
                            {{"player", answer.player}, {"peer", request.peer.address}});
            Affected newcomers;
            for (const EnrolledDisplay& display : answer.displays) {
                newcomers.displays.push_back(display.id);
            }
            rooms_.publishing.request(newcomers);
            return json(wire::write_enrolment_answer(answer), 201);
        });
}

Result<Response> PlayerService::contact(const Request& request, const Player& player) {
    return wire::read_heartbeat(request.text())
        .and_then([&](Heartbeat heartbeat) {
            return rooms_.contact.answer(std::move(heartbeat), player);
        })
        .map([](const ContactAnswer& answer) { return json(wire::write_contact_answer(answer)); });
}

Result<Response> PlayerService::plays(const Request& request, const Player& player) {
    return wire::read_play_segment(request.text())
        .and_then([&](const PlaySegment& segment) { return rooms_.plays.take(segment, player); })
        .map([](std::uint64_t number) { return json(wire::write_acknowledged(number)); });
}

Result<Response> PlayerService::uptime(const Request& request, const Player& player) {
    return wire::read_uptime_segment(request.text())
        .and_then([&](const UptimeSegment& segment) { return rooms_.uptime.take(segment, player); })
        .map([](std::uint64_t number) { return json(wire::write_acknowledged(number)); });
}

Result<Response> PlayerService::trust(const Request& request, std::string_view version) {
    const std::int64_t newest = rooms_.trust.document().version;
    const std::int64_t asked = version.empty() ? newest : number_of(version).value_or(0);
    const std::string etag = "\"" + std::to_string(asked) + "\"";
    return rooms_.trust.envelope_text(asked).map([&](const std::string& envelope) {
        Response response = already_held(request, etag) ? Response{.status = 304} : json(envelope);
        response.headers.set("ETag", etag);
        return response;
    });
}

Result<Response> PlayerService::manifest(const Request& request, const Player& player,
                                         const DisplayId& id) {
    const Result<WantedManifest> wanted =
        rooms_.database.read([&](const View& view) -> Result<WantedManifest> {
            const Result<Display> display = view.fleet.display(id);
            if (!display || display->player != player.id) {
                return fail(ErrorCode::not_found, "the player has no such display");
            }
            return view.fleet.wanted(id);
        });
    if (!wanted) {
        return tl::unexpected<Error>(wanted.error());
    }
    const std::string etag = "\"" + to_string(wanted->number) + "\"";
    if (already_held(request, etag)) {
        Response unchanged{.status = 304};
        unchanged.headers.set("ETag", etag);
        return unchanged;
    }
    return rooms_.blobs.open(wanted->envelope_sha256).map([&](OpenBlob blob) {
        Response response;
        response.headers.set("Content-Type", "application/json");
        response.headers.set("ETag", etag);
        response.body = FileBody{std::move(blob.file), 0, blob.size_bytes};
        return response;
    });
}

Result<Response> PlayerService::screenshot(const Request& request, const Player& player,
                                           const ScreenshotOrder& order) {
    return rooms_.database
        .read([&](const View& view) -> Status {
            const Result<Display> display = view.fleet.display(order.display);
            if (!display || display->player != player.id) {
                return fail(ErrorCode::not_found, "the player has no such display");
            }
            return {};
        })
        .and_then([&] { return rooms_.screenshots.accept(order, request.text()); })
        .map([] { return no_content(); });
}

Result<Response> PlayerService::blob(const std::string& digest) {
    return sha256_from_hex(digest)
        .and_then([&](const Sha256& sha256) { return rooms_.blobs.open(sha256); })
        .map([&](OpenBlob open) {
            Response response;
            response.headers.set("Content-Type", "application/octet-stream");
            response.headers.set("ETag", "\"" + digest + "\"");
            response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
            response.body = FileBody{std::move(open.file), 0, open.size_bytes};
            return response;
        });
}

} // namespace marquee::manager
