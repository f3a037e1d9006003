#include "manager/fleet/enrolment_codes.hpp"

#include <algorithm>
#include <array>

#include "common/certificate.hpp"
#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/fleet/replacement.hpp"
#include "schemas/model/fingerprint.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// No 0 and O, no 1, I and L, no U that reads as V.
constexpr std::string_view alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view key_prefix = "key:";
constexpr Seconds code_life{limits::enrolment_code_seconds_max};
constexpr Seconds ticket_life{24 * 3'600};
constexpr int wrong_fingerprints_max = 3;

// As people type it.
std::string normalised(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c != ' ' && c != '-') {
            code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return code;
}

} // namespace

std::string token_of_key(const Sha256& key) {
    return std::string(key_prefix) + to_hex(key);
}

bool token_fits(std::string_view token, const Sha256& key) {
    return !token.starts_with(key_prefix) || token.starts_with(token_of_key(key) + ":");
}

std::string EnrolmentCodes::new_code() {
    std::string code;
    do {
        code.clear();
        while (code.size() < limits::enrolment_code_characters) {
            std::array<std::uint8_t, 1> byte{};
            randomness_.fill(byte);
            if (byte[0] < 256 / alphabet.size() * alphabet.size()) { // every letter as likely
                code += alphabet[byte[0] % alphabet.size()];
            }
        }
    } while (waiting_.contains(code));
    return code;
}

// A code that is over is remembered as long again, so that whoever types it is told.
void EnrolmentCodes::forget_old(Instant now) {
    std::erase_if(waiting_,
                  [&](const auto& entry) { return entry.second.expires_at + code_life <= now; });
    std::erase_if(tries_, [&](const auto& entry) { return entry.second.since + code_life <= now; });
}

Result<EnrolmentCode> EnrolmentCodes::ask(const EnrolmentRequest& request,
                                          const std::string& address) {
    const Result<std::string> public_key = certificate_request_key(request.certificate_request_pem);
    if (!public_key) {
        return tl::unexpected<Error>(public_key.error());
    }
    const Sha256 key = sha256(*public_key);
    if (!request.token.starts_with(key_prefix) || !token_fits(request.token, key)) {
        return fail(ErrorCode::malformed, "the token does not name the key", "/token");
    }
    const Instant now = clock_.wall();
    const std::lock_guard lock(mutex_);
    forget_old(now);
    std::size_t of_address = 0;
    for (const auto& [code, device] : waiting_) {
        if (device.token == request.token && now < device.expires_at && !device.confirmed) {
            return EnrolmentCode{code, device.expires_at};
        }
        of_address += device.address == address ? 1 : 0;
    }
    if (waiting_.size() >= limits::enrolment_codes_max
        || of_address >= limits::enrolment_codes_per_address_max) {
        return fail(ErrorCode::busy, "too many devices wait for their confirmation");
    }
    WaitingDevice device{.code = new_code(),
                         .key = key,
                         .name = request.name,
                         .token = request.token,
                         .software = request.software,
                         .displays = request.displays,
                         .address = address,
                         .expires_at = now + code_life};
    const EnrolmentCode given{device.code, device.expires_at};
    waiting_.emplace(given.code, std::move(device));
    return given;
}

Status EnrolmentCodes::count_wrong(const AccountId& actor, Instant now) {
    Tries& tries = tries_[actor];
    tries.since = tries.wrong == 0 ? now : tries.since;
    ++tries.wrong;
    return fail(ErrorCode::not_found, "no device waits behind this code", "/code");
}

Result<std::map<std::string, WaitingDevice>::iterator>
EnrolmentCodes::find(const std::string& code, const AccountId& actor, Instant now) {
    forget_old(now);
    const auto tried = tries_.find(actor);
    if (tried != tries_.end() && tried->second.wrong >= limits::enrolment_code_tries_max) {
        const auto left = std::chrono::ceil<Seconds>(tried->second.since + code_life - now);
        return fail(ErrorCode::locked_out, "too many wrong codes", "/code",
                    {{"seconds", std::to_string(left.count())}});
    }
    const auto found = waiting_.find(normalised(code));
    if (found == waiting_.end()) {
        return tl::unexpected<Error>(count_wrong(actor, now).error());
    }
    if (found->second.confirmed) {
        return fail(ErrorCode::token_spent, "the code has been confirmed already", "/code");
    }
    if (found->second.expires_at <= now) {
        return fail(ErrorCode::expired, "the code has expired", "/code",
                    {{"expired_at", to_rfc3339(found->second.expires_at)}});
    }
    return found;
}

Result<WaitingDevice> EnrolmentCodes::look_up(const std::string& code, const AccountId& actor) {
    const std::lock_guard lock(mutex_);
    return find(code, actor, clock_.wall()).map([](auto found) { return found->second; });
}

Status EnrolmentCodes::check_place(const View& view, const CodeConfirmation& confirmation,
                                   const WaitingDevice& device, EnrolmentTicket& ticket) const {
    if (confirmation.replaces.empty()) {
        return {};
    }
    return replaceable(view, confirmation.replaces, confirmation.unit)
        .and_then([&](const Player& broken) {
            ticket.player = broken.id;
            return view.fleet.displays_of(broken.id)
                .and_then([&](std::vector<Display> displays) {
                    return take_places(std::move(displays), device.displays);
                })
                .map([](const std::vector<Display>&) {});
        });
}

Result<EnrolmentTicket> EnrolmentCodes::confirm(const CodeConfirmation& confirmation) {
    const Instant now = clock_.wall();
    WaitingDevice device;
    {
        const std::lock_guard lock(mutex_);
        const auto found = find(confirmation.code, confirmation.actor, now);
        if (!found) {
            return tl::unexpected<Error>(found.error());
        }
        WaitingDevice& waiting = (*found)->second;
        if (normalised(confirmation.device_fingerprint)
            != normalised(short_fingerprint(waiting.key))) {
            if (++waiting.wrong_fingerprints >= wrong_fingerprints_max) {
                waiting_.erase(*found);
            }
            return fail(ErrorCode::key_unknown, "the fingerprint is not the device's",
                        "/device_fingerprint");
        }
        waiting.confirmed = true; // nobody else confirms it meanwhile
        device = waiting;
    }
    EnrolmentTicket ticket;
    ticket.id = make_id<EnrolmentId>(now, randomness_);
    ticket.head = {.unit = confirmation.unit, .created_at = now, .changed_at = now};
    ticket.token_sha256 = sha256(device.token);
    ticket.expires_at = now + ticket_life;
    ticket.player_name = confirmation.name;
    const Status kept = database_.write([&](Change& change) -> Status {
        if (Status fits = check_place(change.view(), confirmation, device, ticket); !fits) {
            return fits;
        }
        return add_ticket(change, ticket).and_then([&] {
            return record(change, {.at = now,
                                   .unit = confirmation.unit,
                                   .actor = confirmation.actor,
                                   .action = "enrolment.confirm",
                                   .subject = ticket.id.value,
                                   .detail = "device " + short_fingerprint(device.key) + " from "
                                             + device.address});
        });
    });
    if (!kept) {
        const std::lock_guard lock(mutex_);
        if (const auto again = waiting_.find(device.code); again != waiting_.end()) {
            again->second.confirmed = false;
        }
        return tl::unexpected<Error>(kept.error());
    }
    return ticket;
}

} // namespace marquee::manager
