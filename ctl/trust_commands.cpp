#include "ctl/trust_commands.hpp"

#include <fmt/format.h>

#include "common/certificate.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/wire/words.hpp"

namespace marquee::ctl {

namespace {

using manager::StateDirectory;
using manager::TrustAuthority;

// A new version of the document by one verb of the authority.
using TrustVerb = Status (TrustAuthority::*)(Instant);

std::string describe(const TrustDocument& trust) {
    std::string text =
        fmt::format("organisation  {}  {}\nversion       {}  of {}\nepoch         "
                    "{}\napprovals     {}\n",
                    trust.organisation.value, trust.organisation_name, trust.version,
                    to_rfc3339(trust.issued_at), trust.epoch, trust.thresholds.approve);
    for (const TrustedKey& key : trust.keys) {
        std::string roles;
        for (const KeyRole role : key.roles) {
            roles += (roles.empty() ? "" : ", ") + std::string(wire::word(role));
        }
        text += fmt::format("key           {}  {}  {}\n", key.id.substr(0, 16),
                            wire::word(key.suite), roles);
    }
    for (const std::string& pem : trust.tls_authorities) {
        if (const Result<Certificate> certificate = read_certificate(pem)) {
            text += fmt::format("authority     {}  until {}\n",
                                to_hex(certificate->fingerprint).substr(0, 16),
                                to_rfc3339(certificate->validity.to));
        }
    }
    return text;
}

// Holds the state directory while `work` has the authority in hand.
template<typename Work>
Status with_trust(Session& session, Work work) {
    const Result<StateDirectory> directory =
        StateDirectory::open(session.settings.path("state-dir"));
    if (!directory) {
        return tl::unexpected<Error>(directory.error());
    }
    if (!TrustAuthority::founded(directory->trust())) {
        return fail(ErrorCode::not_found, "there is no organisation here: run `marqueectl setup`",
                    session.settings.text("state-dir"));
    }
    Result<TrustAuthority> trust = TrustAuthority::load(directory->trust());
    if (!trust) {
        return tl::unexpected<Error>(trust.error());
    }
    return work(*trust).map([&] { session.out = describe(trust->document()); });
}

Setting state_setting() {
    return {.key = "state-dir",
            .kind = SettingKind::path,
            .default_value = "/var/lib/marquee/manager",
            .help = "directory of the manager's state; the manager must be stopped"};
}

Command change_command(std::string_view name, std::string_view summary, TrustVerb verb) {
    return {.name = name,
            .summary = summary,
            .settings = {state_setting()},
            .run = [verb](Session& session) {
                return with_trust(session, [&](TrustAuthority& trust) {
                    return (trust.*verb)(session.clock.wall());
                });
            }};
}

} // namespace

Command trust_show_command() {
    return {.name = "trust show",
            .summary = "prints the trust document: keys, authorities, thresholds",
            .settings = {state_setting()},
            .run = [](Session& session) {
                return with_trust(session, [](TrustAuthority&) { return Status{}; });
            }};
}

std::vector<Command> trust_change_commands() {
    return {
        change_command("trust add-tls-authority",
                       "adds an authority that may vouch for the manager",
                       &TrustAuthority::add_tls_authority),
        change_command("trust retire-tls-authority",
                       "drops the oldest authority, once every player knows the new one",
                       &TrustAuthority::retire_tls_authority),
        change_command("trust add-online-key", "signs with a new online key from now on",
                       &TrustAuthority::add_online_key),
        change_command("trust retire-online-keys", "believes the old online keys no longer",
                       &TrustAuthority::retire_online_keys),
        change_command("trust replace-root", "puts a new root key in the place of the old",
                       &TrustAuthority::replace_root),
        change_command("trust raise-epoch", "makes manifests of earlier epochs void",
                       &TrustAuthority::raise_epoch),
    };
}

} // namespace marquee::ctl
