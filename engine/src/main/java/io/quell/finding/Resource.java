package io.quell.finding;

import io.quell.value.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One resource a finding is about. Every part may be missing in a real finding, and is read when
/// it is asked for.
public final class Resource {
  /// Where a format has the fields of a resource.
  ///
  /// @param tags reads the tags
  record ResourcePlaces(
      FieldPlace type,
      FieldPlace id,
      FieldPlace region,
      FieldPlace partition,
      Function<Map<String, Object>, Map<String, String>> tags) {}

  private final Map<String, Object> json;
  private final ResourcePlaces places;
  private @Nullable Map<String, String> tags;

  Resource(Map<String, Object> json, ResourcePlaces places) {
    this.json = json;
    this.places = places;
  }

  /// The type under ASFF's name, `AwsS3Bucket`.
  public Optional<String> type() {
    return places.type().value(json);
  }

  /// The identifiers, mostly ARNs; of two, as OCSF has them, the ARN is the first.
  public List<String> names() {
    return places.id().valuesInElement(json).toList();
  }

  /// The identifier; of two the first.
  public Optional<String> id() {
    return names().stream().findFirst();
  }

  /// The Region that the resource is in.
  public Optional<String> region() {
    return places.region().value(json);
  }

  /// The partition that the resource is in, `aws`.
  public Optional<String> partition() {
    return places.partition().value(json);
  }

  /// The tags, without order.
  public Map<String, String> tags() {
    Map<String, String> read = tags;
    if (read == null) {
      read = Map.copyOf(places.tags().apply(json));
      tags = read;
    }
    return read;
  }

  /// The resource as it was delivered.
  public Map<String, Object> json() {
    return json;
  }

  /// All values at a path inside the resource, such as `Details.AwsS3Bucket.OwnerId`.
  ///
  /// @param path the names of the members, outermost first; a list on the way stands for each of
  ///     its elements
  public List<Object> raw(String... path) {
    return JsonTree.at(json, List.of(path));
  }

  @Override
  public String toString() {
    return type().orElse("resource") + " " + names();
  }
}
