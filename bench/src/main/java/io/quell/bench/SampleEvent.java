package io.quell.bench;

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

/// The sample event about an S3 bucket in one of both formats, as long as one of a bucket that is
/// in use, with parts of it changed: some 5.4 KB on one line.
public final class SampleEvent {
  private static final int LIFECYCLE_RULES = 12;

  /// What is changed of the sample event, and where its parts are.
  private interface Parts {
    String file();

    List<String> control();

    List<String> account();

    List<String> identifier();

    List<String> details();

    List<String> types();

    Object tags(String purpose);
  }

  private static final class Asff implements Parts {
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
    public List<String> types() {
      return List.of("Types");
    }

    @Override
    public Object tags(String purpose) {
      return Map.of("Tags", Map.of("Name", "logs", "purpose", purpose, "team", "platform"));
    }
  }

  private static final class Ocsf implements Parts {
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
    public List<String> types() {
      return List.of("finding_info", "types");
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

  private final Parts parts;
  private final Map<String, Object> event;
  private final Map<String, Object> finding;

  private SampleEvent(Parts parts) {
    this.parts = parts;
    event = read(parts.file());
    finding = JsonTree.objects(event, List.of("detail", "findings")).getFirst();
  }

  /// The event as it is in `events`.
  public static SampleEvent of(Format format) {
    return new SampleEvent(
        switch (format) {
          case ASFF -> new Asff();
          case OCSF -> new Ocsf();
        });
  }

  /// With this identifier: the Id, in OCSF metadata.uid.
  public SampleEvent identifier(String identifier) {
    set(finding, parts.identifier(), identifier);
    return this;
  }

  /// About this control.
  public SampleEvent control(String control) {
    set(finding, parts.control(), control);
    return this;
  }

  /// In this account.
  public SampleEvent account(String account) {
    set(finding, parts.account(), account);
    return this;
  }

  /// With this value of the bucket's tag `purpose`.
  public SampleEvent purpose(String purpose) {
    String list = parts.details().getFirst();
    JsonTree.objects(finding, List.of(list))
        .getFirst()
        .putAll(JsonTree.object(parts.tags(purpose)));
    return this;
  }

  /// With a bucket of this number, which has the lifecycle rules of one that is in use.
  public SampleEvent bucket(int number) {
    set(finding, parts.details(), lifecycle(number));
    return this;
  }

  /// With this finding type alone.
  public SampleEvent type(String type) {
    set(finding, parts.types(), List.of(type));
    return this;
  }

  /// With another finding of the same format in place of its own.
  ///
  /// @param json the finding
  public SampleEvent finding(String json) {
    Map<String, Object> other = json(json.getBytes(StandardCharsets.UTF_8));
    finding.clear();
    finding.putAll(other);
    return this;
  }

  /// Raised at this time.
  public SampleEvent time(String time) {
    event.put("time", time);
    return this;
  }

  /// The event as EventBridge delivers it, on one line.
  public String event() {
    return Json.write(event);
  }

  /// Its finding alone.
  public String finding() {
    return Json.write(finding);
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
      return json(Files.readAllBytes(Path.of("events", file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> json(byte[] text) {
    try {
      if (Json.read(text) instanceof Map<?, ?> object) {
        return JsonTree.object(object);
      }
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no JSON object");
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
}
