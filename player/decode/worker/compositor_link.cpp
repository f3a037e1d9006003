#include "player/decode/worker/compositor_link.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <span>

namespace marquee::player::worker {

namespace {

constexpr suseconds_t wait_us = 250'000;

[[noreturn]] void leave() {
    ::_exit(0);
}

bool is_timeout() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

template<typename T>
std::optional<T> read(std::span<const std::byte> packet, ssize_t bytes, message::Kind kind) {
    T message;
    if (bytes != static_cast<ssize_t>(sizeof message)) {
        return std::nullopt;
    }
    std::memcpy(&message, packet.data(), sizeof message);
    return message.kind == kind ? std::optional(message) : std::nullopt;
}

} // namespace

CompositorLink::CompositorLink(int socket) : socket_(socket) {
    const timeval wait{0, wait_us};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
}

OpenedMedia CompositorLink::wait_for_open() const {
    OpenedMedia opened;
    while (true) {
        iovec piece{&opened.open, sizeof opened.open};
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        const ssize_t bytes = ::recvmsg(socket_, &header, 0);
        if (bytes < 0 && is_timeout()) {
            continue;
        }
        const cmsghdr* rights = bytes > 0 ? CMSG_FIRSTHDR(&header) : nullptr;
        if (bytes != sizeof opened.open || opened.open.kind != message::Kind::open
            || rights == nullptr || rights->cmsg_type != SCM_RIGHTS) {
            leave();
        }
        std::memcpy(&opened.descriptor, CMSG_DATA(rights), sizeof opened.descriptor);
        return opened;
    }
}

std::optional<CompositorLink::Word> CompositorLink::next_word(Wait wait) const {
    std::array<std::byte, sizeof(message::Hurry)> packet{};
    iovec piece{packet.data(), packet.size()};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    const ssize_t bytes = ::recvmsg(socket_, &header, wait == Wait::yes ? 0 : MSG_DONTWAIT);
    if (bytes < 0 && is_timeout()) {
        return std::nullopt;
    }
    if (auto release = read<message::Release>(packet, bytes, message::Kind::release)) {
        return *release;
    }
    if (auto begin = read<message::Begin>(packet, bytes, message::Kind::begin)) {
        return *begin;
    }
    if (auto hurry = read<message::Hurry>(packet, bytes, message::Kind::hurry)) {
        return *hurry;
    }
    leave();
}

void CompositorLink::send_bytes(const void* bytes, std::size_t count) const {
    while (::send(socket_, bytes, count, MSG_NOSIGNAL) < 0) {
        if (!is_timeout()) {
            leave();
        }
    }
}

} // namespace marquee::player::worker
