package io.quell.cli.options;

import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which findings a hub is asked for.
///
/// @param format ASFF for filters of GetFindings, OCSF for those of GetFindingsV2
/// @param members the member `Filters` of the request
public record HubQuery(Format format, Map<String, Object> members) {
  private static final String FILTERS = "Filters";

  public HubQuery {
    members = Map.copyOf(members);
  }

  /// Reads the option's value: JSON, or where to read it.
  ///
  /// @param argument JSON text, the path of a file, or `-`
  public static HubQuery read(String argument, InputStream standardInput) {
    Map<String, Object> members = members(argument, standardInput);
    if (members.keySet().equals(Set.of(FILTERS))
        && members.get(FILTERS) instanceof Map<?, ?> inner) {
      members = object(inner);
    }
    return new HubQuery(format(members), members);
  }

  private static Format format(Map<String, Object> members) {
    return Arrays.stream(Format.values())
        .filter(format -> !Collections.disjoint(ownMembers(format), members.keySet()))
        .findFirst()
        .orElse(Format.ASFF);
  }

  /// What no other format's filters have.
  private static Set<String> ownMembers(Format format) {
    return switch (format) {
      case ASFF -> Set.of(); // it is what has none of the others'
      case OCSF -> Set.of("CompositeFilters", "CompositeOperator");
    };
  }

  private static Map<String, Object> members(String argument, InputStream standardInput) {
    try {
      Object json = Json.read(text(argument.strip(), standardInput));
      if (json instanceof Map<?, ?> members) {
        return object(members);
      }
      throw new WrongUseException(
          "--filter: it is no JSON object such as '{\"RecordState\": [{\"Value\": \"ACTIVE\","
              + " \"Comparison\": \"EQUALS\"}]}'");
    } catch (UnreadableException e) {
      throw new WrongUseException("--filter: " + e.getMessage());
    }
  }

  private static byte[] text(String argument, InputStream standardInput) {
    if (argument.startsWith("{")) {
      return argument.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return argument.equals("-")
          ? standardInput.readAllBytes()
          : Files.readAllBytes(Path.of(argument.replaceFirst("^file://", "")));
    } catch (IOException e) {
      throw new WrongUseException(
          "--filter: neither JSON nor a file that can be read: '%s': %s"
              .formatted(argument, InputFile.reason(e)));
    } catch (InvalidPathException e) {
      throw new WrongUseException(
          "--filter: neither JSON nor the path of a file: '%s'".formatted(argument));
    }
  }

  private static Map<String, Object> object(Map<?, ?> json) {
    Map<String, Object> members = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          if (value != null) {
            members.put(String.valueOf(name), value);
          }
        });
    return members;
  }
}
