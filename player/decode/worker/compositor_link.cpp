#include "player/decode/worker/compositor_link.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace marquee::player::worker {

namespace {

constexpr suseconds_t wait_us = 100'000;

[[noreturn]] void leave() {
    ::_exit(0);
}

bool is_timeout() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
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

std::optional<std::uint32_t> CompositorLink::next_release(Wait wait) const {
    message::Release release;
    iovec piece{&release, sizeof release};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    const ssize_t bytes = ::recvmsg(socket_, &header, wait == Wait::yes ? 0 : MSG_DONTWAIT);
    if (bytes < 0 && is_timeout()) {
        return std::nullopt;
    }
    if (bytes != sizeof release || release.kind != message::Kind::release) {
        leave();
    }
    return release.id;
}

void CompositorLink::send_bytes(const void* bytes, std::size_t count) const {
    while (::send(socket_, bytes, count, MSG_NOSIGNAL) < 0) {
        if (!is_timeout()) {
            leave();
        }
    }
}

} // namespace marquee::player::worker
