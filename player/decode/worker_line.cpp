#include "player/decode/worker_line.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace marquee::player {

Received WorkerLine::receive(std::span<std::byte> into) const {
    iovec piece{into.data(), into.size()};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    // With no room for control data the kernel drops descriptors and says so in MSG_CTRUNC.
    ssize_t bytes = ::recvmsg(socket_.number(), &header, MSG_DONTWAIT);
    // A worker that left without reading all we said: told once, before what it said itself.
    if (bytes < 0 && errno == ECONNRESET) {
        bytes = ::recvmsg(socket_.number(), &header, MSG_DONTWAIT);
    }
    if (bytes < 0) {
        const bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
        return {again ? Delivery::nothing : Delivery::closed, 0};
    }
    if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        return {Delivery::forbidden, 0};
    }
    if (bytes == 0) {
        return {Delivery::closed, 0}; // an empty packet is no message either
    }
    return {Delivery::packet, static_cast<std::size_t>(bytes)};
}

bool WorkerLine::send_open(const message::Open& open, int media) const {
    message::Open copy = open;
    iovec piece{&copy, sizeof copy};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof media);
    std::memcpy(CMSG_DATA(rights), &media, sizeof media);
    return ::sendmsg(socket_.number(), &header, MSG_NOSIGNAL | MSG_DONTWAIT)
           == static_cast<ssize_t>(sizeof copy);
}

void WorkerLine::release(std::uint32_t id) {
    // The bit goes first: the worker may use the id again as soon as it reads the message.
    held_.fetch_and(~(std::uint64_t{1} << id), std::memory_order_acq_rel);
    const message::Release release{message::Kind::release, id};
    // A dead worker needs no release, and a full socket means one that does not listen: the
    // watchdog has it.
    ::send(socket_.number(), &release, sizeof release, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void WorkerLine::send_begin() const {
    const message::Begin begin;
    ::send(socket_.number(), &begin, sizeof begin, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void WorkerLine::send_hurry(std::int64_t position_us) const {
    message::Hurry hurry;
    hurry.position_us = position_us;
    ::send(socket_.number(), &hurry, sizeof hurry, MSG_NOSIGNAL | MSG_DONTWAIT);
}

} // namespace marquee::player
