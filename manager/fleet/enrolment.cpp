#include "manager/fleet/enrolment.hpp"

#include <algorithm>

#include "common/certificate.hpp"
#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/fleet/enrolment_codes.hpp"
#include "manager/fleet/replacement.hpp"
#include "manager/fleet/time_token.hpp"

namespace marquee::manager {

// A device that may join: rows not yet written, or the rows of the first time it asked.
struct Enrolment::Newcomer {
    EnrolmentTicket ticket;
    Organisation organisation;
    std::vector<UnitId> unit_path;
    Player player;
    std::vector<Display> displays;
    std::string certificate_pem;
    bool known = false;    // asked before, with the same key
    bool replaces = false; // takes the place of the player, which another device was
};

namespace {

Display new_display(const DisplayDescription& described, const Player& player, DisplayId id) {
    Display display;
    display.id = std::move(id);
    display.head = player.head;
    display.player = player.id;
    display.name = described.name;
    display.kind = described.kind;
    display.size = described.size;
    return display;
}

} // namespace

Enrolment::Enrolment(Database& database, const TrustAuthority& trust, const Clock& clock,
                     Randomness& randomness, std::string players_url)
    : database_(database),
      trust_(trust),
      clock_(clock),
      randomness_(randomness),
      players_url_(std::move(players_url)) {}

Result<NewTicket> Enrolment::create(const TicketOrder& order) {
    if (order.validity < Seconds{60} || order.validity > ticket_validity_max) {
        return fail(ErrorCode::out_of_range, "an enrolment holds from a minute to thirty days",
                    "/valid_seconds",
                    {{"allowed", "60–" + std::to_string(ticket_validity_max.count())}});
    }
    const Instant now = clock_.wall();
    NewTicket made;
    made.file = {.manager_url = players_url_,
                 .trust_sha256 = trust_.digest(),
                 .token = secure_token(randomness_),
                 .unit = order.unit,
                 .expires_at = now + order.validity};
    made.ticket.id = make_id<EnrolmentId>(now, randomness_);
    made.ticket.head = {.unit = order.unit, .created_at = now, .changed_at = now};
    made.ticket.token_sha256 = sha256(made.file.token);
    made.ticket.expires_at = made.file.expires_at;
    made.ticket.player = order.replaces;
    made.ticket.player_name = order.name;
    const Status kept = database_.write([&](Change& change) -> Status {
        std::string detail = "expires " + to_rfc3339(made.ticket.expires_at);
        if (!order.replaces.empty()) {
            const Result<Player> broken = replaceable(change.view(), order.replaces, order.unit);
            if (!broken) {
                return tl::unexpected(broken.error());
            }
            detail = "replaces " + broken->name + ", " + detail;
        }
        return add_ticket(change, made.ticket).and_then([&] {
            return record(change, {.at = now,
                                   .unit = order.unit,
                                   .actor = order.actor,
                                   .action = "enrolment.create",
                                   .subject = made.ticket.id.value,
                                   .detail = detail});
        });
    });
    if (!kept) {
        return tl::unexpected<Error>(kept.error());
    }
    return made;
}

Result<EnrolmentAnswer> Enrolment::accept(const EnrolmentRequest& request) {
    const Instant now = clock_.wall();
    const Sha256 token = sha256(request.token);
    const Result<Newcomer> newcomer = admit(request, token, now);
    if (!newcomer) {
        return tl::unexpected<Error>(newcomer.error());
    }
    const Status kept = newcomer->known      ? renew(*newcomer, now)
                        : newcomer->replaces ? replace(*newcomer, token, now)
                                             : keep(*newcomer, token, now);
    if (!kept) {
        return tl::unexpected<Error>(kept.error());
    }
    return answer(request, *newcomer, now);
}

// What the database knows about a token: its ticket and, when it was spent, for whom.
Result<Enrolment::Newcomer> Enrolment::look_up(const Sha256& token) {
    return database_.read([&](const View& view) -> Result<Newcomer> {
        Result<EnrolmentTicket> ticket = view.fleet.ticket_of(token);
        if (!ticket) {
            return tl::unexpected<Error>(std::move(ticket.error()));
        }
        Result<Organisation> organisation = view.fleet.organisation();
        if (!organisation) {
            return tl::unexpected<Error>(std::move(organisation.error()));
        }
        Newcomer newcomer{.ticket = *std::move(ticket), .organisation = *std::move(organisation)};
        Result<std::vector<UnitId>> path = view.fleet.unit_path(newcomer.ticket.head.unit);
        if (!path) {
            return tl::unexpected<Error>(std::move(path.error()));
        }
        newcomer.unit_path = *std::move(path);
        newcomer.known = newcomer.ticket.spent_at.has_value();
        newcomer.replaces = !newcomer.known && !newcomer.ticket.player.empty();
        if (!newcomer.known && !newcomer.replaces) {
            return newcomer;
        }
        return view.fleet.player(newcomer.ticket.player)
            .and_then([&](Player player) {
                newcomer.player = std::move(player);
                return view.fleet.displays_of(newcomer.player.id);
            })
            .map([&](std::vector<Display> displays) {
                newcomer.displays = std::move(displays);
                return newcomer;
            });
    });
}

Result<Enrolment::Newcomer> Enrolment::admit(const EnrolmentRequest& request, const Sha256& token,
                                             Instant now) {
    Result<Newcomer> found = look_up(token);
    if (!found) {
        return found;
    }
    if (!found->known && found->ticket.expires_at <= now) {
        return fail(ErrorCode::expired, "the enrolment has expired", "/token",
                    {{"expired_at", to_rfc3339(found->ticket.expires_at)}});
    }
    const bool is_there = found->known || found->replaces;
    const PlayerId id = is_there ? found->player.id : make_id<PlayerId>(now, randomness_);
    const Result<std::string> pem = trust_.issue_player(request.certificate_request_pem, id, now);
    if (!pem) {
        return tl::unexpected<Error>(pem.error());
    }
    const Result<Certificate> certificate = read_certificate(*pem);
    if (!certificate) {
        return tl::unexpected<Error>(certificate.error());
    }
    found->certificate_pem = *pem;
    const Sha256 key = sha256(certificate->public_key_der);
    if (!token_fits(request.token, key)) {
        return fail(ErrorCode::key_not_allowed, "the token is for another key", "/token");
    }
    if (is_there) {
        if (found->known && found->player.key_sha256 != key) {
            return fail(ErrorCode::token_spent, "the token was spent by another key", "/token");
        }
        if (found->player.retired_at) {
            return fail(ErrorCode::not_allowed, "the player was retired", "/token");
        }
        if (found->replaces) {
            found->player.key_sha256 = key;
            if (Status given = give_place(*found, request, now); !given) {
                return tl::unexpected(given.error());
            }
        }
        found->player.certificate_sha256 = certificate->fingerprint;
        found->player.certificate_expires_at = certificate->validity.to;
        found->player.head.changed_at = now;
        return found;
    }
    found->player = {
        .id = id,
        .head = {.unit = found->ticket.head.unit, .created_at = now, .changed_at = now},
        .name = found->ticket.player_name.empty() ? request.name : found->ticket.player_name,
        .software = request.software,
        .key_sha256 = key,
        .certificate_sha256 = certificate->fingerprint,
        .certificate_expires_at = certificate->validity.to,
        .retired_at = std::nullopt};
    for (const DisplayDescription& described : request.displays) {
        found->displays.push_back(
            new_display(described, found->player, make_id<DisplayId>(now, randomness_)));
    }
    if (found->displays.size() == 1) { // whoever names such a device means its display
        found->displays.front().title = found->ticket.player_name;
    }
    return found;
}

// The player stays who it was, on another device.
Status Enrolment::give_place(Newcomer& newcomer, const EnrolmentRequest& request, Instant now) {
    Player& player = newcomer.player;
    player.software = request.software;
    player.next.reset();
    if (!newcomer.ticket.player_name.empty()) {
        player.name = newcomer.ticket.player_name;
    }
    return take_places(std::move(newcomer.displays), request.displays)
        .map([&](std::vector<Display> displays) {
            for (Display& display : displays) {
                display.head.changed_at = now;
            }
            newcomer.displays = std::move(displays);
        });
}

// The certificate given now is the one that counts.
Status Enrolment::renew(const Newcomer& newcomer, Instant now) {
    return database_.write([&](Change& change) -> Status {
        return change.fleet.change_player(newcomer.player).and_then([&](std::int64_t) {
            return record(change, {.at = now,
                                   .unit = newcomer.player.head.unit,
                                   .actor = {},
                                   .action = "player.enrol_again",
                                   .subject = newcomer.player.id.value,
                                   .detail = newcomer.player.name});
        });
    });
}

Status Enrolment::keep(const Newcomer& newcomer, const Sha256& token, Instant now) {
    return database_.write([&](Change& change) -> Status {
        if (Status added = change.fleet.add_player(newcomer.player); !added) {
            return added;
        }
        for (const Display& display : newcomer.displays) {
            if (Status added = change.fleet.add_display(display); !added) {
                return added;
            }
        }
        const Result<EnrolmentTicket> spent =
            change.fleet.spend_ticket(token, newcomer.player.id, now);
        if (!spent) {
            return tl::unexpected<Error>(spent.error());
        }
        return record(change, {.at = now,
                               .unit = newcomer.player.head.unit,
                               .actor = {},
                               .action = "player.enrol",
                               .subject = newcomer.player.id.value,
                               .detail = newcomer.player.name});
    });
}

Status Enrolment::replace(const Newcomer& newcomer, const Sha256& token, Instant now) {
    return database_.write([&](Change& change) {
        return take_over(change, newcomer.player, newcomer.displays, token, now);
    });
}

Result<EnrolmentAnswer> Enrolment::answer(const EnrolmentRequest& request, const Newcomer& newcomer,
                                          Instant now) {
    const Result<Envelope> token = time_token(trust_, request.nonce, now);
    if (!token) {
        return tl::unexpected<Error>(token.error());
    }
    EnrolmentAnswer answer{.organisation = newcomer.organisation.id,
                           .player = newcomer.player.id,
                           .certificate_pem = newcomer.certificate_pem,
                           .displays = {},
                           .time_token = *token};
    for (const Display& display : newcomer.displays) {
        answer.displays.push_back(
            {.name = display.name, .id = display.id, .unit_path = newcomer.unit_path});
    }
    return answer;
}

} // namespace marquee::manager
