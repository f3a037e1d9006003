#include "manager/front/stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/err.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace marquee::manager {

namespace {

using Scratch = std::array<char, Stream::attempt_bytes_max>;

// One per shard thread: no attempt leaves anything in it.
Scratch& scratch() {
    thread_local Scratch bytes;
    return bytes;
}

Attempt from_errno(Progress when_blocked) {
    const bool blocked = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return {blocked ? when_blocked : Progress::gone, 0};
}

Attempt from_system(ssize_t result, Progress when_blocked) {
    if (result > 0) {
        return {Progress::done, static_cast<std::size_t>(result)};
    }
    return result == 0 ? Attempt{} : from_errno(when_blocked);
}

// Up to one record of `first` then `second`, without copying when one of them is enough.
std::string_view gathered(std::string_view first, std::string_view second) {
    if (second.empty() || first.size() >= Stream::attempt_bytes_max) {
        return first.substr(0, Stream::attempt_bytes_max);
    }
    const std::size_t rest = std::min(second.size(), Stream::attempt_bytes_max - first.size());
    std::copy(first.begin(), first.end(), scratch().begin());
    std::copy_n(second.begin(), rest,
                scratch().begin() + static_cast<std::ptrdiff_t>(first.size()));
    return {scratch().data(), first.size() + rest};
}

} // namespace

Stream::Stream(boost::asio::io_context& context, FileDescriptor socket, TlsSession tls)
    : socket_(context), tls_(std::move(tls)) {
    socket_.assign(socket.get());
    socket.release(); // only now: assign throws when the kernel has no room to watch it
}

Attempt Stream::judged(int result, std::size_t bytes) {
    if (result > 0) {
        return {Progress::done, bytes};
    }
    switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return {Progress::needs_read, 0};
    case SSL_ERROR_WANT_WRITE:
        return {Progress::needs_write, 0};
    default:
        ERR_clear_error();
        return {};
    }
}

Attempt Stream::try_handshake() {
    if (!tls_) {
        return {Progress::done, 0};
    }
    ERR_clear_error();
    return judged(SSL_accept(tls_.get()), 0);
}

Attempt Stream::try_read(std::string& into) {
    Attempt attempt;
    if (tls_) {
        ERR_clear_error();
        std::size_t bytes = 0;
        const int result = SSL_read_ex(tls_.get(), scratch().data(), scratch().size(), &bytes);
        attempt = judged(result, bytes);
    } else {
        attempt =
            from_system(::recv(socket_.native_handle(), scratch().data(), scratch().size(), 0),
                        Progress::needs_read);
    }
    into.append(scratch().data(), attempt.bytes);
    return attempt;
}

Attempt Stream::try_write(std::string_view first, std::string_view second) {
    if (tls_) {
        const std::string_view record = gathered(first, second);
        ERR_clear_error();
        std::size_t bytes = 0;
        const int result = SSL_write_ex(tls_.get(), record.data(), record.size(), &bytes);
        return judged(result, bytes);
    }
    std::array<iovec, 2> pieces{iovec{const_cast<char*>(first.data()), first.size()},
                                iovec{const_cast<char*>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    return from_system(::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL),
                       Progress::needs_write);
}

Attempt Stream::try_send(const FilePart& part) {
    if (!tls_) {
        static constexpr std::uint64_t piece_max = 16 * attempt_bytes_max;
        auto offset = static_cast<off_t>(part.offset);
        return from_system(::sendfile(socket_.native_handle(), part.descriptor, &offset,
                                      std::min(part.size, piece_max)),
                           Progress::needs_write);
    }
    const ssize_t got = ::pread(part.descriptor, scratch().data(),
                                std::min<std::uint64_t>(scratch().size(), part.size),
                                static_cast<off_t>(part.offset));
    if (got <= 0) {
        return {}; // the file is shorter than was said: the peer must see a broken transfer
    }
    return try_write({scratch().data(), static_cast<std::size_t>(got)});
}

Attempt Stream::try_discard() {
    return from_system(::recv(socket_.native_handle(), scratch().data(), scratch().size(), 0),
                       Progress::needs_read);
}

boost::asio::awaitable<bool> Stream::wait(Progress what) {
    namespace asio = boost::asio;
    if (aborted_ || std::exchange(woken_, false)) {
        co_return !aborted_;
    }
    const auto side = what == Progress::needs_write ? asio::posix::stream_descriptor::wait_write
                                                    : asio::posix::stream_descriptor::wait_read;
    boost::system::error_code error;
    co_await socket_.async_wait(side, asio::redirect_error(asio::use_awaitable, error));
    const bool woken = std::exchange(woken_, false);
    co_return (!error || woken) && !aborted_;
}

void Stream::wake() {
    woken_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Stream::bound_send_buffer(int bytes) {
    ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

void Stream::finish_writing() {
    if (tls_) {
        ERR_clear_error();
        SSL_shutdown(tls_.get());
        ERR_clear_error();
    }
    ::shutdown(socket_.native_handle(), SHUT_WR);
}

void Stream::abort() {
    const linger at_once{1, 0};
    ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    aborted_ = true;
    ::shutdown(socket_.native_handle(), SHUT_RDWR);
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Stream::end() {
    finish_writing();
    aborted_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

std::optional<ClientCertificate> Stream::client() const {
    return tls_ ? verified_client(*tls_) : std::nullopt;
}

} // namespace marquee::manager
