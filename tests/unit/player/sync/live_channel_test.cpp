// The player's end of the channel against the manager's own front.
#include "player/sync/live_channel.hpp"

#include <condition_variable>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

#include "tests/fakes/seeded_randomness.hpp"
#include "tests/unit/manager/front/channel_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace marquee::player;

namespace {

const PlayerId someone{"01932f5e-0000-7000-8000-000000000001"};

// Admits by certificate, and hints as asked.
struct Reception final : ChannelService {
    tl::expected<PlayerId, Response> admit(const RequestHead& head) override {
        ++calls;
        if (!head.peer.certificate || refuses) {
            return tl::unexpected(text("no", 401));
        }
        return PlayerId{head.peer.certificate->common_name};
    }
    Result<Hint> message(const Peer&, const std::string& text) override {
        const std::lock_guard lock(mutex);
        heard.push_back(text);
        changed.notify_all();
        return Hint{};
    }
    std::string hint_text(const Hint&) const override {
        return R"({"format":"hint/1.0","reasons":["manifest"]})";
    }

    std::atomic<int> calls = 0;
    std::atomic<bool> refuses = false;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::string> heard; // mutex
};

// What the channel's thread reports, waited for.
struct Report {
    void note(int& count) {
        const std::lock_guard lock(mutex);
        ++count;
        noted.notify_all();
    }
    bool wait_for(const std::function<bool()>& holds) {
        std::unique_lock lock(mutex);
        return noted.wait_for(lock, Seconds{10}, holds);
    }

    std::mutex mutex;
    std::condition_variable noted;
    int hints = 0;
    int changes = 0;
};

struct ChannelRig : FrontFixture {
    ChannelRig() : device(issue(player_authority, someone.value, test_validity)) {
        channels.emplace(ChannelDoor{"/player/v1/channel", "marquee.player.v1", reception, roster});
        open();
        channel.emplace(HttpsAddress{"127.0.0.1", tls_port()}, system, randomness, log);
    }
    ~ChannelRig() {
        thread = {};
        front.reset();
        ::close(silence);
    }

    LinkIdentity identity() const {
        return {{authority.certificate_pem},
                device.certificate_pem,
                device.private_key_pem,
                test_instant,
                TimeBound::exact};
    }
    void start() {
        thread = std::jthread([this](const std::stop_token& stop) {
            channel->run(stop, {[this] { report.note(report.hints); },
                                [this] { report.note(report.changes); }});
        });
    }
    bool opens() {
        return report.wait_for([this] { return channel->is_open(); });
    }

    Identity device;
    Reception reception;
    ChannelRoster roster;
    SystemClock system;
    SeededRandomness randomness;
    int silence = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    Log log{system, LogLevel::error, silence};
    Report report;
    std::optional<LiveChannel> channel;
    std::jthread thread;
};

Heartbeat heartbeat_number(std::uint64_t sequence) {
    Heartbeat heartbeat;
    heartbeat.player = someone;
    heartbeat.nonce = "0123456789abcdef";
    heartbeat.boot_id = "boot";
    heartbeat.sequence = sequence;
    return heartbeat;
}

} // namespace

TEST_CASE("a channel opens once somebody says as whom, carries heartbeats up and hints down") {
    ChannelRig rig;
    rig.start();
    CHECK_FALSE(rig.channel->is_open());
    rig.channel->tell(heartbeat_number(1)); // nobody hears it
    rig.channel->use(rig.identity(), someone);
    REQUIRE(rig.opens());
    rig.channel->tell(heartbeat_number(2));
    {
        std::unique_lock lock(rig.reception.mutex);
        REQUIRE(rig.reception.changed.wait_for(lock, Seconds{10},
                                               [&] { return !rig.reception.heard.empty(); }));
        CHECK(rig.reception.heard.front().find(R"("sequence":2)") != std::string::npos);
    }
    rig.roster.hint(someone, HintReason::manifest);
    CHECK(rig.report.wait_for([&] { return rig.report.hints == 1; }));
}

TEST_CASE("a new certificate opens the channel anew, the same one does not") {
    ChannelRig rig;
    rig.start();
    rig.channel->use(rig.identity(), someone);
    REQUIRE(rig.opens());
    LinkIdentity later = rig.identity();
    later.time += Seconds{60};
    rig.channel->use(later, someone);
    const Identity renewed = issue(rig.player_authority, someone.value, test_validity);
    LinkIdentity other = rig.identity();
    other.certificate_pem = renewed.certificate_pem;
    other.private_key_pem = renewed.private_key_pem;
    rig.channel->use(other, someone);
    // Open, no longer, and open again.
    CHECK(rig.report.wait_for([&] { return rig.report.changes == 3; }));
    CHECK(rig.channel->is_open());
    CHECK(rig.reception.calls == 2);
}

TEST_CASE("a channel whose manager goes says that it is closed, and stops when told to") {
    ChannelRig rig;
    rig.start();
    rig.channel->use(rig.identity(), someone);
    REQUIRE(rig.opens());
    rig.front->stop();
    CHECK(rig.report.wait_for([&] { return !rig.channel->is_open(); }));
    CHECK(rig.report.hints == 0);
    rig.thread = {}; // in the middle of its pause
}

TEST_CASE("a channel that is refused is not open and is not tried again at once") {
    ChannelRig rig;
    rig.reception.refuses = true;
    rig.start();
    rig.channel->use(rig.identity(), someone);
    while (rig.reception.calls == 0) {
        std::this_thread::yield();
    }
    rig.thread = {};
    CHECK_FALSE(rig.channel->is_open());
    CHECK(rig.reception.calls == 1);
    CHECK(rig.report.changes == 0);
}

TEST_CASE("a manager that is not the pinned one is not spoken to") {
    ChannelRig rig;
    rig.start();
    LinkIdentity misled = rig.identity();
    misled.authorities = {make_authority("somebody else", test_validity).certificate_pem};
    rig.channel->use(misled, someone);
    while (rig.front->figures().handshakes_failed == 0) {
        std::this_thread::yield();
    }
    rig.thread = {};
    CHECK(rig.reception.calls == 0);
}
