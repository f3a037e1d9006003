// Bytes to and from one peer, plain or TLS, without ever blocking.
//
// Try first, wait when it would block: the attempts are plain calls, so that whatever protocol
// runs above pays for a coroutine only when the network makes it wait. OpenSSL works directly on
// the descriptor, which is never closed before the session that knows its number is gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "manager/front/awaitable.hpp"
#include "manager/front/tls_context.hpp"
#include "manager/ports/file_descriptor.hpp"

namespace marquee::manager {

// done: `bytes` moved. gone: the peer left, or broke the protocol; there is nothing more to do.
enum class Progress { done, needs_read, needs_write, gone };

struct Attempt {
    Progress progress = Progress::gone;
    std::size_t bytes = 0;
};

// A part of an open file.
struct FilePart {
    int descriptor = -1;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

// Shard thread.
class Stream {
public:
    // What one attempt reads, and what one TLS record carries (RFC 8446 section 5.1).
    static constexpr std::size_t attempt_bytes_max = 16'384;

    // `tls` is null for a plain stream, and was opened on `socket`. Throws when the kernel cannot
    // watch one more descriptor.
    Stream(boost::asio::io_context& context, FileDescriptor socket, TlsSession tls);

    Attempt try_handshake(); // done at once when plain

    // Appends what has arrived. Zero bytes is never done: the end of the stream is gone.
    Attempt try_read(std::string& into);

    // Writes the start of `first`, followed by `second`. After needs_*, the next attempt to write
    // must begin with the same bytes.
    Attempt try_write(std::string_view first, std::string_view second = {});
    Attempt try_send(const FilePart& part);

    // Throws away what arrives, without deciphering it.
    Attempt try_discard();

    // Waits until an attempt is worth it, or wake() was called. False: aborted.
    boost::asio::awaitable<bool> wait(Progress what);

    // Ends the wait in progress or, if there is none, the next one.
    void wake();

    // The kernel keeps no more than about twice this of what the peer has not read.
    void bound_send_buffer(int bytes);

    // Says that nothing more will be sent; never waits.
    void finish_writing();

    // Ends everything now: what waits is woken, the peer gets a reset, memory is free at once.
    void abort();
    // The same after an orderly end: what was sent still arrives.
    void end();

    // Nullopt when plain or when the client sent no certificate.
    std::optional<ClientCertificate> client() const;

    boost::asio::posix::stream_descriptor::executor_type executor() {
        return socket_.get_executor();
    }

private:
    Attempt judged(int result, std::size_t bytes);

    boost::asio::posix::stream_descriptor socket_;
    TlsSession tls_; // destroyed before socket_
    bool aborted_ = false;
    bool woken_ = false;
};

} // namespace marquee::manager
