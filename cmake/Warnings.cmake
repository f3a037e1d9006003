# One set of warnings and sanitizers for every target of the project.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
# A designated initializer leaves the other members at their defaults on purpose.
add_compile_options(-Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # With optimisation or sanitizers GCC 12 sees uninitialised values inside std::variant and the
    # standard containers that are not there (GCC bugs 105562, 105593).
    add_compile_options(-Wno-maybe-uninitialized)
endif()
if(MARQUEE_WERROR)
    add_compile_options(-Werror)
endif()
if(MARQUEE_SANITIZE)
    add_compile_options(-fsanitize=${MARQUEE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MARQUEE_SANITIZE})
    if(MARQUEE_SANITIZE MATCHES "thread")
        # GCC 12 warns that atomic_thread_fence is not instrumented; Asio uses it, harmlessly.
        add_compile_options(-Wno-tsan)
    endif()
endif()
if(MARQUEE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
