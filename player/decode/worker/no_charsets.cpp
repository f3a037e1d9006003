// iconv without tables.
//
// The MPEG-TS demuxer turns service names into UTF-8 with iconv, which would load a shared object
// for each character set: a forbidden system call, and code we do not want here. We never show
// those names. Defined in the program, this takes precedence over the C library's (ELF symbol
// interposition); libavformat then keeps the bytes as they are.
#include <iconv.h>

#include <cerrno>

extern "C" iconv_t iconv_open(const char*, const char*) {
    errno = EINVAL;
    return reinterpret_cast<iconv_t>(-1); // NOLINT: the value POSIX gives for failure
}
