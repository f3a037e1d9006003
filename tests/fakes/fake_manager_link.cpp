#include "tests/fakes/fake_manager_link.hpp"

#include <algorithm>

#include <sys/mman.h>

#include "common/certificate.hpp"
#include "common/sha256.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::player {

namespace {

std::shared_ptr<FakeManagerLink::Known> shared_memory() {
    using Known = FakeManagerLink::Known;
    void* memory =
        ::mmap(nullptr, sizeof(Known), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return {static_cast<Known*>(memory), [](Known* known) { ::munmap(known, sizeof(Known)); }};
}

void remember(char (&place)[8'192], const std::string& pem) {
    pem.copy(place, sizeof place - 1);
    place[std::min(pem.size(), sizeof place - 1)] = 0;
}

} // namespace

FakeManagerLink::FakeManagerLink(SigningOffice& office) : known(shared_memory()), office_(office) {
    trusts[office.document.version] = wire::write_envelope(office.trust());
}

Status FakeManagerLink::called(const std::string& call) {
    calls.push_back(call);
    if (fault) {
        if (std::optional<Error> error = fault(call)) {
            return tl::unexpected(*error);
        }
    }
    return {};
}

std::size_t FakeManagerLink::count(const std::string& call_prefix) const {
    return static_cast<std::size_t>(
        std::count_if(calls.begin(), calls.end(),
                      [&](const std::string& call) { return call.starts_with(call_prefix); }));
}

void FakeManagerLink::put_blob(const std::string& bytes) {
    blobs[sha256(bytes)] = bytes;
}

void FakeManagerLink::publish(const Manifest& content, const std::vector<SignedProgram>& programs) {
    for (const SignedProgram& program : programs) {
        put_blob(program.text);
    }
    manifests[content.display] = wire::write_envelope(office_.manifest(content));
    heads[content.display] = content.number;
}

Result<std::string> FakeManagerLink::trust(std::optional<std::int64_t> version) {
    if (Status status = called("trust"); !status) {
        return tl::unexpected(status.error());
    }
    const auto found = version ? trusts.find(*version) : std::prev(trusts.end());
    if (found == trusts.end()) {
        return fail(ErrorCode::not_found, "no such version");
    }
    return found->second;
}

Result<EnrolmentAnswer> FakeManagerLink::enrol(const EnrolmentRequest& request) {
    if (Status status = called("enrol"); !status) {
        return tl::unexpected(status.error());
    }
    if (!confirmed) {
        return fail(ErrorCode::not_found, "nobody has confirmed the device");
    }
    EnrolmentAnswer answer;
    answer.organisation = office_.document.organisation;
    answer.player = {sample_id(100)};
    answer.certificate_pem =
        office_.authority
            .issue_client(request.certificate_request_pem, answer.player.value,
                          {utc - std::chrono::hours(1), utc + certificate_life})
            .value();
    remember(known->present, answer.certificate_pem);
    remember(known->next, "");
    const std::string key = read_certificate(answer.certificate_pem)->public_key_der;
    if (!spent_by.empty() && spent_by != key) {
        return fail(ErrorCode::token_spent, "the token was used by another device");
    }
    spent_by = key;
    int number = 200;
    for (const DisplayDescription& display : request.displays) {
        answer.displays.push_back({display.name, {sample_id(++number)}, unit_path});
    }
    answer.time_token = office_.time_token(request.nonce, utc);
    return answer;
}

// As the edge does, by the identity that the link speaks with.
Status FakeManagerLink::recognise() {
    const auto key = PrivateKey::from_pem(identity.private_key_pem);
    const auto certificate = read_certificate(identity.certificate_pem);
    if (!key || !certificate || certificate->public_key_der != key->public_key_der()) {
        return fail(ErrorCode::tls_refused, "the key does not fit the certificate");
    }
    if (certificate->validity.to <= utc) {
        return fail(ErrorCode::tls_refused, "the certificate has ended");
    }
    if (identity.certificate_pem == known->next) {
        remember(known->present, identity.certificate_pem);
        remember(known->next, "");
    }
    if (identity.certificate_pem != known->present) {
        return fail(ErrorCode::not_signed_in, "another certificate");
    }
    return {};
}

Result<CertificateAnswer> FakeManagerLink::renew(const std::string& envelope) {
    if (Status status = called("renew"); !status) {
        return tl::unexpected(status.error());
    }
    const auto request = wire::read_envelope(envelope).and_then([](const Envelope& signed_one) {
        return wire::read_certificate_request(signed_one.payload);
    });
    if (!request) {
        return tl::unexpected(request.error());
    }
    if (request->certificate_pem == known->next) {
        remember(known->present, request->certificate_pem);
    } else if (request->certificate_pem != known->present) {
        return fail(ErrorCode::not_signed_in, "another certificate");
    }
    CertificateAnswer answer{
        office_.authority
            .issue_client(request->certificate_request_pem, request->player.value,
                          {utc - std::chrono::hours(1), utc + certificate_life})
            .value()};
    remember(known->next, answer.certificate_pem);
    return answer;
}

Result<EnrolmentCode> FakeManagerLink::enrolment_code(const EnrolmentRequest& request) {
    if (Status status = called("code " + request.token); !status) {
        return tl::unexpected(status.error());
    }
    return EnrolmentCode{code, utc + std::chrono::minutes(10)};
}

Result<ContactAnswer> FakeManagerLink::contact(const Heartbeat& heartbeat) {
    heartbeats.push_back(heartbeat);
    if (Status status = called("contact").and_then([&] { return recognise(); }); !status) {
        return tl::unexpected(status.error());
    }
    ContactAnswer answer;
    answer.overrides = overrides;
    answer.time_token = office_.time_token(heartbeat.nonce, utc);
    answer.trust_version = trusts.rbegin()->first;
    for (const auto& [display, number] : heads) {
        answer.manifests.push_back({display, number, unit_path});
    }
    answer.screenshots = screenshot_orders;
    answer.cards = card_orders;
    answer.restart = run_to_end;
    return answer;
}

Result<std::uint64_t> FakeManagerLink::plays(const PlaySegment& segment) {
    if (Status status = called("plays"); !status) {
        return tl::unexpected(status.error());
    }
    play_segments.push_back(segment);
    return segment.first_number + segment.records.size() - 1;
}

Status FakeManagerLink::screenshot(const ScreenshotOrder& order, const std::string& png) {
    return called("screenshot").map([&] { screenshots.emplace_back(order, png); });
}

Result<std::uint64_t> FakeManagerLink::uptime(const UptimeSegment& segment) {
    if (Status status = called("uptime"); !status) {
        return tl::unexpected(status.error());
    }
    uptime_segments.push_back(segment);
    return segment.first_number + segment.records.size() - 1;
}

Result<std::optional<std::string>> FakeManagerLink::manifest(const DisplayId& display,
                                                             std::optional<ManifestNumber> held) {
    if (Status status = called("manifest " + display.value); !status) {
        return tl::unexpected(status.error());
    }
    const auto found = manifests.find(display);
    if (found == manifests.end()) {
        return fail(ErrorCode::not_found, "no manifest");
    }
    if (held && heads[display] == *held) {
        return std::optional<std::string>{};
    }
    return std::optional(found->second);
}

Status FakeManagerLink::download(const BlobRequest& request, BlobSink& sink) {
    if (Status status = called("blob " + std::to_string(request.offset)); !status) {
        return status;
    }
    const auto found = blobs.find(request.digest);
    if (found == blobs.end()) {
        return fail(ErrorCode::not_found, "no such blob");
    }
    if (Status begun = sink.begin(request.offset); !begun) {
        return begun;
    }
    for (std::size_t at = request.offset; at < found->second.size(); at += piece_bytes) {
        if (Status cut = piece_fault ? piece_fault(at) : Status(); !cut) {
            return cut;
        }
        if (Status taken = sink.write(std::string_view(found->second).substr(at, piece_bytes));
            !taken) {
            return taken;
        }
    }
    return {};
}

} // namespace marquee::player
