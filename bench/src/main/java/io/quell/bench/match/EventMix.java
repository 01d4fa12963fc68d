package io.quell.bench.match;

import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Events as EventBridge delivers them, on one line and with one finding of some 5.4 KB each, of
/// which every so-manieth meets one rule of each book of [io.quell.bench.Books].
///
/// Of those that meet none, a third is about another control, a third in another account, and a
/// third without the tag: they fail at a criterion early and late.
///
/// @param format the format of the findings
/// @param every of so many findings one matches
record EventMix(Format format, int every) {
  private static final int EVENTS = 200;
  private static final int CONTROLS = 10;
  private static final int LIFECYCLE_RULES = 12;

  /// What is changed of the sample event, and where its parts are.
  private interface Sample {
    String file();

    List<String> control();

    List<String> account();

    List<String> identifier();

    List<String> details();

    Object tags(String purpose);
  }

  private static final class Asff implements Sample {
    @Override
    public String file() {
      return "control-s3-9-log-bucket.json";
    }

    @Override
    public List<String> control() {
      return List.of("Compliance", "SecurityControlId");
    }

    @Override
    public List<String> account() {
      return List.of("AwsAccountId");
    }

    @Override
    public List<String> identifier() {
      return List.of("Id");
    }

    @Override
    public List<String> details() {
      return List.of("Resources", "Details", "AwsS3Bucket", "BucketLifecycleConfiguration");
    }

    @Override
    public Object tags(String purpose) {
      return Map.of("Tags", Map.of("Name", "logs", "purpose", purpose, "team", "platform"));
    }
  }

  private static final class Ocsf implements Sample {
    @Override
    public String file() {
      return "ocsf-control-s3-9-log-bucket.json";
    }

    @Override
    public List<String> control() {
      return List.of("compliance", "control");
    }

    @Override
    public List<String> account() {
      return List.of("cloud", "account", "uid");
    }

    @Override
    public List<String> identifier() {
      return List.of("metadata", "uid");
    }

    @Override
    public List<String> details() {
      return List.of("resources", "data", "awsS3BucketDetails", "bucketLifecycleConfiguration");
    }

    @Override
    public Object tags(String purpose) {
      return Map.of(
          "tags",
          List.of(
              Map.of("name", "Name", "value", "logs"),
              Map.of("name", "purpose", "value", purpose),
              Map.of("name", "team", "value", "platform")));
    }
  }

  /// How many of the events match a rule.
  int matching() {
    return EVENTS / every;
  }

  /// How long an event is on average.
  int bytes() {
    return events().stream().mapToInt(event -> event.length).sum() / EVENTS;
  }

  /// The events, each as the function gets it.
  List<byte[]> events() {
    Sample sample =
        switch (format) {
          case ASFF -> new Asff();
          case OCSF -> new Ocsf();
        };
    List<byte[]> events = new ArrayList<>();
    for (int at = 0; at < EVENTS; at++) {
      events.add(event(sample, at).getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private String event(Sample sample, int at) {
    boolean matches = at % every == 0;
    int miss = matches ? -1 : at % 3;
    Map<String, Object> event = read(sample.file());
    Map<String, Object> finding = JsonTree.objects(event, List.of("detail", "findings")).getFirst();
    set(finding, sample.identifier(), "finding-%04d-of-the-benchmark-%d".formatted(at, at * 7919));
    set(finding, sample.control(), (miss == 0 ? "Config." : "S3.") + at % CONTROLS);
    set(finding, sample.account(), miss == 1 ? "777788889999" : "444455556666");
    set(finding, sample.details(), lifecycle(at));
    String list = sample.details().getFirst();
    JsonTree.objects(finding, List.of(list))
        .getFirst()
        .putAll(JsonTree.object(sample.tags(miss == 2 ? "web" : "access-logs")));
    return Json.write(event);
  }

  /// What makes a finding as long as one of a bucket that is in use.
  private static Map<String, Object> lifecycle(int at) {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (int rule = 0; rule < LIFECYCLE_RULES; rule++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("ID", "expire-prefix-%d-of-bucket-%d".formatted(rule, at));
      one.put("Prefix", "year=2026/month=%02d/".formatted(rule));
      one.put("Status", "Enabled");
      one.put("ExpirationInDays", 30 * (rule + 1));
      one.put("ExpiredObjectDeleteMarker", false);
      rules.add(one);
    }
    return Map.of("Rules", rules);
  }

  private static Map<String, Object> read(String file) {
    try {
      Object json = Json.read(Files.readAllBytes(Path.of("events", file)));
      if (json instanceof Map<?, ?> event) {
        return JsonTree.object(event);
      }
      throw new IllegalStateException(file + " is no event");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnreadableException e) {
      throw new IllegalStateException(file, e);
    }
  }

  /// Sets a member; a list on the way stands for its first element.
  private static void set(Map<String, Object> json, List<String> path, Object value) {
    Object at = json;
    for (String name : path.subList(0, path.size() - 1)) {
      at = Objects.requireNonNull(JsonTree.object(at).get(name), name);
      if (at instanceof List<?> elements) {
        at = elements.getFirst();
      }
    }
    JsonTree.object(at).put(path.getLast(), value);
  }

  @Override
  public String toString() {
    return "%s, one in %d matches".formatted(format, every);
  }
}
