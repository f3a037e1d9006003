// A device that knows only where its manager is: a code on its slate until somebody confirms it.
#include <catch2/catch.hpp>

#include "common/certificate.hpp"
#include "schemas/model/fingerprint.hpp"
#include "schemas/wire/envelope.hpp"
#include "tests/unit/player/sync/sync_rig.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

struct CodeRig : SyncRig {
    CodeRig() {
        file = EnrolmentFile{.manager_url = "https://manager.example:8443"};
        link.confirmed = false;
        restart();
    }

    PresentationPtr shown() const { return running->shown("main"); }
    std::string trust_fingerprint() const {
        return short_fingerprint(sha256(office.trust().payload));
    }
    std::string last_token() const {
        std::string token;
        for (const std::string& call : link.calls) {
            token = call.starts_with("code ") ? call.substr(5) : token;
        }
        return token;
    }
};

} // namespace

TEST_CASE("the slate shows the code and both fingerprints until somebody confirms") {
    CodeRig rig;
    rig.turn();
    REQUIRE(rig.shown());
    CHECK(rig.shown()->code == "7KQ2M9XR");
    CHECK(rig.shown()->trust_fingerprint == rig.trust_fingerprint());
    CHECK(rig.shown()->device_fingerprint.size() == 19);
    CHECK_FALSE(rig.running->session.enrolled());
    rig.publish({1, 1}, "hello");
    rig.link.confirmed = true;
    rig.turn();
    CHECK(rig.running->session.enrolled());
    CHECK(rig.shown()->code.empty());
    CHECK(rig.active() == "1.1");
    // It stays who it is.
    rig.restart();
    rig.turn();
    CHECK(rig.link.count("code ") == 1);
    CHECK(rig.active() == "1.1");
}

TEST_CASE("the token names the device's own key, and nothing secret is said") {
    CodeRig rig;
    rig.turn();
    const auto key = StateStore(rig.running->state).device_key();
    REQUIRE(key);
    const std::string named = "key:" + to_hex(sha256(key->public_key_der())) + ":";
    CHECK(rig.last_token().starts_with(named));
    CHECK(rig.shown()->device_fingerprint == short_fingerprint(sha256(key->public_key_der())));
}

TEST_CASE("a new code takes the place of one that expired") {
    CodeRig rig;
    rig.turn();
    rig.link.code = "NEWKQ2M9";
    rig.turn();
    CHECK(rig.shown()->code == "NEWKQ2M9");
}

TEST_CASE("a device that was switched off while it waited comes back to its confirmation") {
    CodeRig rig;
    rig.turn();
    const std::string token = rig.last_token();
    rig.restart();
    rig.turn();
    CHECK(rig.last_token() == token);
    rig.link.confirmed = true;
    rig.restart();
    rig.turn();
    CHECK(rig.running->session.enrolled());
}

TEST_CASE("while the manager is away the device keeps asking") {
    CodeRig rig;
    rig.link.fault = [](const std::string&) {
        return Error{ErrorCode::unreachable, "no route", {}, {}};
    };
    rig.turns(3);
    CHECK(rig.shown()->code.empty());
    rig.link.fault = nullptr;
    rig.turn();
    CHECK(rig.shown()->code == "7KQ2M9XR");
}

TEST_CASE("another trust document on offer shows another fingerprint and begins anew") {
    CodeRig rig;
    rig.turn();
    SigningOffice other;
    other.document.version = rig.office.document.version;
    other.document.organisation = {sample_id(900)};
    rig.link.trusts[rig.office.document.version] = wire::write_envelope(other.trust());
    rig.restart();
    rig.turn();
    CHECK(rig.shown()->trust_fingerprint == short_fingerprint(sha256(other.trust().payload)));
}
