// SPDX-License-Identifier: Apache-2.0
// Reports that the program was built for a newer CPU, instead of dying by SIGILL. Only this file is
// compiled without AVX2; it runs before every other initialiser, and uses only libc and builtins,
// so that the linker cannot pick an inline function compiled with AVX2.
#include <unistd.h>

#ifdef MMOE_NEEDS_AVX2
namespace {

constexpr char kMessage[] =
    "error: this mmoe-bench was built for AVX2 and FMA, which this CPU lacks; "
    "rebuild it with cmake -DMMOE_SIMD=none\n";

[[gnu::constructor(101)]] void require_avx2() {  // 0 to 100 are the implementation's own
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return;
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
  _exit(1);
}

}  // namespace
#endif
