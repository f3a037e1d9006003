#include "player/sync/journal_delivery.hpp"

#include "schemas/model/limits.hpp"

namespace marquee::player {

template<typename Due, typename Send, typename Held>
void JournalDelivery::deliver_each(const Due& due, const Send& send, const Held& held) {
    for (std::size_t i = 0; i < limits::journal_segments_per_turn_max; ++i) {
        const auto segment = due();
        if (!segment) {
            return;
        }
        const Result<std::uint64_t> number = send(*segment);
        if (!number && number.error().code == ErrorCode::foreign_display) {
            refused(number.error());
            outbox_->disowned(segment->display);
            continue;
        }
        if (!number) {
            refused(number.error());
            return;
        }
        complaint_.reset();
        held(segment->display, *number);
        if (*number < segment->first_number) {
            return; // it took nothing of it: not now
        }
    }
}

void JournalDelivery::deliver() {
    if (outbox_ == nullptr) {
        return;
    }
    deliver_each([&] { return outbox_->uptime_due(); },
                 [&](const UptimeSegment& segment) { return link_.uptime(segment); },
                 [&](const DisplayId& display, std::uint64_t number) {
                     outbox_->uptime_held(display, number);
                 });
    deliver_each([&] { return outbox_->plays_due(); },
                 [&](const PlaySegment& segment) { return link_.plays(segment); },
                 [&](const DisplayId& display, std::uint64_t number) {
                     outbox_->plays_held(display, number);
                 });
}

void JournalDelivery::refused(const Error& error) {
    if (complaint_ != error.code) {
        complaint_ = error.code;
        log_.failure(LogLevel::warning, "sync", "journal_not_delivered", error);
    }
}

} // namespace marquee::player
