// The worker's end of the socket.
//
// The compositor gone means there is nobody to work for: every call then ends the process.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "player/decode/messages.hpp"

namespace marquee::player::worker {

enum class Wait { no, yes };

// What the worker was asked to open.
struct OpenedMedia {
    message::Open open;
    int descriptor = -1;
};

class CompositorLink {
public:
    // Waits at most 250 ms at a time, so sound is topped up while nothing is released. Before the
    // sandbox closes: sets a socket option.
    explicit CompositorLink(int socket);

    // Waits for OPEN.
    OpenedMedia wait_for_open() const;

    // What the compositor said. With Wait::yes it may take up to 250 ms to say nothing.
    using Word = std::variant<message::Begin, message::Release, message::Hurry>;
    std::optional<Word> next_word(Wait wait) const;

    template<typename Message>
    void send(const Message& message) const {
        send_bytes(&message, sizeof message);
    }

private:
    void send_bytes(const void* bytes, std::size_t count) const;

    int socket_;
};

} // namespace marquee::player::worker
