package io.quell.cli.terminal;

import io.quell.finding.Finding;
import io.quell.finding.Resource;
import io.quell.value.ShortText;
import java.util.regex.Pattern;

/// The few words by which a person knows a finding: the control or the title, and what it is about.
public final class FindingName {
  private static final int LONGEST_TITLE = 48;
  private static final int LONGEST_NAME = 40;
  private static final Pattern BEFORE_LAST_PART = Pattern.compile(".*[/:](?=[^/:])");

  private FindingName() {}

  /// Control or title, then the resource or else the account: `S3.9 payments-access-logs`.
  public static String of(Finding finding) {
    String about =
        finding.resources().stream()
            .findFirst()
            .flatMap(Resource::id)
            .map(FindingName::name)
            .map(
                name ->
                    finding.resources().size() > 1
                        ? "%s +%d".formatted(name, finding.resources().size() - 1)
                        : name)
            .or(finding::account)
            .map(text -> " " + text)
            .orElse("");
    return Text.plain(what(finding) + about);
  }

  private static String what(Finding finding) {
    return finding
        .control()
        .or(() -> finding.title().map(title -> ShortText.tidy(title, LONGEST_TITLE)))
        .orElseGet(() -> finding.identifier().toString());
  }

  /// The last part of an ARN or a path, without the slashes and colons that may end it.
  private static String name(String id) {
    String last = BEFORE_LAST_PART.matcher(id).replaceFirst("");
    return ShortText.tidy(last.isBlank() ? id : last, LONGEST_NAME);
  }
}
