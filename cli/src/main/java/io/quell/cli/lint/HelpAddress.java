package io.quell.cli.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where people read about a check: its row in `docs/lint.md` of the repository that is checked.
///
/// A repository that deploys Quell has the page. Where a build runs that says which repository it
/// builds, that is an address on the web, of the default branch, so that it stays the same from
/// commit to commit; else it is the page in the folder. Where there is no page, there is no
/// address.
///
/// @param page the address of the page, without an anchor
record HelpAddress(String page) {
  private static final String PAGE = "docs/lint.md";

  /// The page that is reached from the folder.
  ///
  /// @param folder the folder in which the command runs
  /// @param environment the variables of the process
  static Optional<HelpAddress> of(Path folder, Map<String, String> environment) {
    Path page = folder.resolve(PAGE).toAbsolutePath().normalize();
    if (!Files.isRegularFile(page)) {
      return Optional.empty();
    }
    return Optional.of(
        new HelpAddress(onTheWeb(environment).orElseGet(() -> page.toUri().toASCIIString())));
  }

  private static Optional<String> onTheWeb(Map<String, String> environment) {
    String server = environment.getOrDefault("GITHUB_SERVER_URL", "");
    String repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
    String project = environment.getOrDefault("CI_PROJECT_URL", "");
    return Optional.of(
            !server.isEmpty() && !repository.isEmpty()
                ? "%s/%s/blob/HEAD/%s".formatted(server, repository, PAGE)
                : project.isEmpty() ? "" : "%s/-/blob/HEAD/%s".formatted(project, PAGE))
        .filter(HelpAddress::isAddress);
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    } catch (URISyntaxException e) {
      return false; // some other program's variable, of which nothing is known
    }
  }

  /// The address of what the page says of a check.
  ///
  /// @param check its id
  String of(String check) {
    return page + "#" + check;
  }
}
