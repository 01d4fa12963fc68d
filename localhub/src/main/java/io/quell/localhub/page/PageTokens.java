package io.quell.localhub.page;

import io.quell.localhub.api.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokens of one operation of one hub. Each serves the question that it was given for, as often
/// as it is sent, until it expires.
public final class PageTokens {
  private static final String UUIDS = "([0-9a-f-]{36})";
  private static final Pattern FORM =
      Pattern.compile(UUIDS + " " + UUIDS + " ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,15})");

  /// What tells these tokens from another hub's or another operation's.
  private final String own = UUID.randomUUID().toString();
  private final Duration life;
  private final InstantSource clock;

  /// Tokens that can be used for so long.
  public PageTokens(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
  }

  /// A token for the page that begins there.
  public String write(PageRequest request, PageStart start) {
    String text =
        String.join(
            " ",
            own,
            hash(request),
            Long.toString(start.series()),
            Long.toString(start.position()),
            Long.toString(clock.millis()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a request's token, if it has one.
  ///
  /// @throws ServiceException for a token that this hub did not give for this operation, or gave
  ///     for another question, or too long ago
  public Optional<PageStart> read(PageRequest request) {
    if (request.token().isAbsent()) {
      return Optional.empty();
    }
    Matcher token = FORM.matcher(decode(request.token().node().asText()));
    if (!token.matches() || !token.group(1).equals(own)) {
      throw invalid("It is not a token of this operation");
    }
    if (!token.group(2).equals(hash(request))) {
      throw invalid("Input Query has changed");
    }
    Instant given = Instant.ofEpochMilli(Long.parseLong(token.group(5)));
    if (given.plus(life).isBefore(clock.instant())) {
      throw expired();
    }
    return Optional.of(
        new PageStart(Long.parseLong(token.group(3)), Long.parseLong(token.group(4))));
  }

  /// The refusal of a token that was good once.
  public static ServiceException expired() {
    return invalid("It has expired");
  }

  /// The service says "Invalid NextToken: Input Query has changed" (demisto/content, pull request
  /// 11476; elastic/integrations, pull request 18830).
  private static ServiceException invalid(String reason) {
    return ServiceException.invalidInput("Invalid NextToken: " + reason);
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  private static String hash(PageRequest request) {
    return UUID.nameUUIDFromBytes(request.question().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
