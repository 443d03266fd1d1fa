# What `cmake --install` gives: program, man page, completion, libraries, headers, and the two ways to find them.
include(CMakePackageConfigHelpers)

# The program writes its own man page and completion, from the tables its options are read by.
set(MAN_PAGE ${PROJECT_BINARY_DIR}/calltone.1)
set(BASH_COMPLETION ${PROJECT_BINARY_DIR}/calltone.bash)
add_custom_command(OUTPUT ${MAN_PAGE} ${BASH_COMPLETION}
                   COMMAND calltone-cli help --man > ${MAN_PAGE}
                   COMMAND calltone-cli help --completion bash > ${BASH_COMPLETION}
                   DEPENDS calltone-cli VERBATIM)
add_custom_target(self-description ALL DEPENDS ${MAN_PAGE} ${BASH_COMPLETION})

install(TARGETS calltone-cli RUNTIME)
install(FILES ${MAN_PAGE} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${BASH_COMPLETION} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME calltone)
install(FILES src/report/report-1.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/calltone)
install(DIRECTORY include/calltone DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

# CMake: find_package(calltone), targets calltone::calltone, calltone::io and calltone::store.
set(PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/calltone)
install(TARGETS calltone calltone-io calltone-store EXPORT calltoneTargets ARCHIVE)
install(EXPORT calltoneTargets NAMESPACE calltone:: DESTINATION ${PACKAGE_DIR})
configure_package_config_file(cmake/calltoneConfig.cmake.in calltoneConfig.cmake INSTALL_DESTINATION ${PACKAGE_DIR})
write_basic_package_version_file(calltoneConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/calltoneConfig.cmake ${PROJECT_BINARY_DIR}/calltoneConfigVersion.cmake
        DESTINATION ${PACKAGE_DIR})

# pkg-config: calltone, calltone-io and calltone-store. They are static and the libraries below them are shared, so what these need is
# required openly: --static would ask for the static libraries of libsndfile's codecs, too. The prefix is found from
# the file's own place, so the tree may be moved.
file(RELATIVE_PATH PC_TO_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
foreach(name calltone calltone-io calltone-store)
  configure_file(cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
