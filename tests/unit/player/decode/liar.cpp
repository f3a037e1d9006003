// A hostile decoder: takes the place of marquee-decode, is honest for a frame, then tells the lie
// that its medium names ("stride" lies about strides).
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <map>
#include <random>
#include <string>

#include "player/decode/arena.hpp"
#include "player/decode/messages.hpp"
#include "player/ports/frame.hpp"

using namespace marquee::player;

namespace {

constexpr int socket_number = 3;
constexpr int memory_number = 4;

template<typename Message>
void say(const Message& message) {
    ::send(socket_number, &message, sizeof message, MSG_NOSIGNAL);
}

message::Frame frame(std::uint32_t id, std::int64_t pts_us) {
    message::Frame frame;
    frame.id = id;
    frame.format = static_cast<std::uint32_t>(PixelFormat::i420);
    frame.width = 64;
    frame.height = 64;
    frame.shown_width = 64;
    frame.shown_height = 64;
    frame.pts_us = pts_us;
    frame.offsets = {arena::pixels_offset, arena::pixels_offset + 4'096,
                     arena::pixels_offset + 8'192};
    frame.strides = {64, 32, 32};
    return frame;
}

void say_descriptor() {
    message::Frame honest = frame(1, 1'000);
    iovec piece{&honest, sizeof honest};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    const int descriptor = 0;
    std::memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    ::sendmsg(socket_number, &header, MSG_NOSIGNAL);
}

void claim_sound(std::uint64_t frames) {
    void* memory =
        ::mmap(nullptr, arena::bytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory_number, 0);
    auto* index = reinterpret_cast<arena::Index*>(static_cast<std::byte*>(memory)
                                                  + arena::write_index_offset);
    index->store(frames);
}

// Bytes at random, and now and then what looks like a message with one of its words changed.
void talk_at_random() {
    std::minstd_rand random(static_cast<unsigned>(::getpid()));
    for (int turn = 0; turn < 10'000; ++turn) {
        std::array<unsigned char, sizeof(message::Frame)> bytes{};
        const message::Frame honest = frame(1 + random() % 4, turn * 40'000);
        std::memcpy(bytes.data(), &honest, sizeof honest);
        for (unsigned changed = 0; changed < random() % 8; ++changed) {
            bytes.at(random() % bytes.size()) = static_cast<unsigned char>(random() >> 8);
        }
        const std::size_t length = random() % 4 == 0 ? random() % bytes.size() : bytes.size();
        if (::send(socket_number, bytes.data(), length, MSG_NOSIGNAL) < 0) {
            return;
        }
    }
}

using Lie = void (*)();

const std::map<std::string, Lie> lies{
    {"length",
     [] {
         const message::Frame whole = frame(1, 1'000);
         ::send(socket_number, &whole, sizeof whole - 1, MSG_NOSIGNAL);
     }},
    {"long",
     [] {
         const std::array<char, 60'000> much{};
         ::send(socket_number, much.data(), much.size(), MSG_NOSIGNAL);
     }},
    {"empty", [] { ::send(socket_number, "", 0, MSG_NOSIGNAL); }},
    {"stride",
     [] {
         message::Frame lie = frame(1, 1'000);
         lie.strides[0] = 1;
         say(lie);
     }},
    {"offset",
     [] {
         message::Frame lie = frame(1, 1'000);
         lie.offsets[2] = ~std::uint64_t{0} - 100;
         say(lie);
     }},
    {"duplicate", [] { say(frame(0, 1'000)); }},
    {"backwards", [] { say(frame(1, -1)); }},
    {"flood",
     [] {
         for (std::uint32_t id = 1; id < 200'000; ++id) {
             say(frame(id % 64, id));
         }
     }},
    {"descriptor", say_descriptor},
    {"fuzz", talk_at_random},
    {"sound",
     [] {
         claim_sound(~std::uint64_t{0});
         ::pause();
     }},
    {"silence", [] { ::pause(); }},
    {"death", [] { ::_exit(1); }},
    {"farewell", // no lie: it leaves while the compositor's last word is on its way
     [] {
         pollfd word{socket_number, POLLIN, 0};
         ::poll(&word, 1, -1);
         say(frame(1, 1'000));
         say(message::End{});
         ::_exit(0);
     }},
};

} // namespace

int main(int, char**) {
    std::array<std::byte, sizeof(message::Open)> open{};
    iovec piece{open.data(), open.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    if (::recvmsg(socket_number, &header, 0) <= 0) {
        return 1;
    }
    int media = -1;
    std::memcpy(&media, CMSG_DATA(CMSG_FIRSTHDR(&header)), sizeof media);
    std::array<char, 64> name{};
    const ssize_t bytes = ::pread(media, name.data(), name.size(), 0);
    const auto lie = lies.find(std::string(name.data(), static_cast<std::size_t>(bytes)));
    message::Info info;
    info.sound = 1;
    info.width = 64;
    info.height = 64;
    say(info);
    say(frame(0, 0));
    if (lie != lies.end()) {
        lie->second();
    }
    ::pause();
    return 0;
}
