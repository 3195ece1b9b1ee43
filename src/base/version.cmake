# SPDX-License-Identifier: Apache-2.0
# Run at each build (cmake -DSOURCE=... -DOUTPUT=... -P): a configure step would not see new commits.
# The ceiling keeps a source archive that lies in somebody's checkout from taking that one's commit.
cmake_policy(VERSION 3.25)
cmake_path(GET SOURCE PARENT_PATH above)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env GIT_CEILING_DIRECTORIES=${above}
          git -c safe.directory=${SOURCE} -C ${SOURCE} describe --always --dirty --exclude=*
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit unknown)
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "#define MMOE_COMMIT \"@commit@\"\n" @ONLY)
