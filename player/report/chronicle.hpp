// Writes down what really happened, for the record: every play, and when the player ran and its
// displays showed. What it wrote waits here for the manager, through weeks without one.
//
//   DIRECTORY/alive                 life_mark.hpp
//   DIRECTORY/DISPLAY/plays/…       play_journal.hpp
//   DIRECTORY/DISPLAY/uptime/…      uptime_journal.hpp
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "player/ports/journal_outbox.hpp"
#include "player/ports/judged_clock.hpp"
#include "player/ports/playout_observer.hpp"
#include "player/ports/presentation.hpp"
#include "player/report/life_mark.hpp"
#include "player/report/play_journal.hpp"
#include "player/report/uptime_journal.hpp"

namespace marquee::player {

// Render thread: the observer's calls, which only queue. Any thread: the outbox's calls and beat(),
// which hold a lock while they use the disk. Nothing here ever fails to its callers: what cannot be
// written is logged and counted, and the show goes on.
class Chronicle final : public PlayoutObserver, public JournalOutbox {
public:
    struct Parts {
        std::filesystem::path directory;
        Life life;
        Seconds delivery_interval; // a segment is due after it, or when it is full
        const Clock& clock;
        const JudgedClock& judged;
        const Log& log;
    };

    // Ends what an earlier life left open. disk_full, io_failed: nothing can be written down.
    static Result<std::unique_ptr<Chronicle>> open(Parts parts);
    ~Chronicle() override; // writes down what is open, as ended

    // What a display is about to show. The first presentation after a start tells what was planned
    // for the time in which no process lived. Any thread.
    void know(const PresentationPtr& presentation);

    // Takes in what was queued and marks that the process lives. Every few seconds.
    void beat();

    void frame_presented(const PresentedFrame& frame) override;
    void item_started(const PlayedSpan&) override {}
    void item_ended(const PlayedSpan& span) override;
    void rung_changed(const DisplayId& display, Rung rung, Instant at) override;
    void quarantined(const DisplayId&, const Quarantined&) override {}
    void released(const DisplayId&, const std::string&) override {}
    void sink_failed(const DisplayId& display, const Error& error, Instant at) override;

    std::optional<PlaySegment> plays_due() override;
    std::optional<UptimeSegment> uptime_due() override;
    void plays_held(const DisplayId& display, std::uint64_t number) override;
    void uptime_held(const DisplayId& display, std::uint64_t number) override;
    void disowned(const DisplayId& display) override;

    Chronicle(Parts parts, LifeMarkFile mark); // for open()

private:
    // A display presents something else from a moment on.
    struct Change {
        DisplayId display;
        Presented presented;
        Microseconds monotonic;
    };
    using Event = std::variant<Change, PlayedSpan>;

    // Between two lives of the process.
    struct Gap {
        Life before;
        Moment from;
        Moment to;
    };

    // The journals of one display; none where the disk refuses.
    struct Display {
        std::optional<PlayJournal> plays;
        std::optional<UptimeJournal> uptime;
        UptimeKeeper keeper;
        std::optional<Microseconds> plays_sent; // last delivered
        std::optional<Microseconds> uptime_sent;
        std::uint64_t given_up = 0; // told to the log
        bool disowned = false;      // of an earlier enrolment: nobody takes its journals
        std::optional<Gap> gap;     // not told of yet
        PresentationPtr planned;    // for the gap
    };

    void queue(Event event);
    void change(const DisplayId& display, Presented presented);

    // All of these hold journals_.
    Moment moment_at(Microseconds monotonic) const;
    Moment now() const { return moment_at(parts_.clock.monotonic()); }
    Display& display_of(const DisplayId& display);
    void finish_earlier_life();
    void take_in();
    void take(const Change& change);
    void take(const PlayedSpan& span);
    void append(Display& display, const std::vector<UptimeEntry>& ended);
    void explain_gap(Display& display, const Moment& at);
    void mark_alive(LifeMarkFile::Strength strength);
    void complain(std::string_view event, const Error& error);
    void count_given_up(const DisplayId& id, Display& display);
    bool due(const std::optional<Microseconds>& sent) const;

    const Parts parts_;

    std::mutex queue_mutex_;
    std::deque<Event> queue_;   // guarded by queue_mutex_
    std::uint64_t dropped_ = 0; // guarded by queue_mutex_; for want of room in the queue

    // Render thread only: rung and failure of each display, to tell changes from repetitions.
    struct Seen {
        Presented presented = Presented::nothing;
        bool failed = false;
        bool covered = false; // by a card: off, as people asked for

        Presented now() const { return covered ? Presented::off : presented; }
    };
    std::map<DisplayId, Seen> seen_;

    std::mutex journals_;
    LifeMarkFile mark_;                     // guarded by journals_
    std::map<DisplayId, Display> displays_; // guarded by journals_
    Moment start_;                          // of this life
    Microseconds flushed_{0};               // guarded by journals_; last mark that was flushed
    bool complained_ = false;               // guarded by journals_; once, not at every beat
};

// Beats on a thread of its own, from construction to destruction.
class ChronicleThread {
public:
    ChronicleThread(Chronicle& chronicle, const Clock& clock, marquee::Sleeper& sleeper);
    ChronicleThread(const ChronicleThread&) = delete;
    ~ChronicleThread();

private:
    marquee::Sleeper& sleeper_;
    std::jthread thread_;
};

} // namespace marquee::player
