package io.quell.finding;

import io.quell.value.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One resource a finding is about. Every part may be missing in a real finding.
///
/// @param type the type under ASFF's name, `AwsS3Bucket`
/// @param names the identifiers, mostly ARNs; of two, as OCSF has them, the ARN is the first
/// @param tags the tags, without order
/// @param json the resource as it was delivered
public record Resource(
    Optional<String> type,
    List<String> names,
    Optional<String> region,
    Optional<String> partition,
    Map<String, String> tags,
    Map<String, Object> json) {

  public Resource {
    names = List.copyOf(names);
    tags = Map.copyOf(tags);
  }

  /// The identifier; of two the first.
  public Optional<String> id() {
    return names.stream().findFirst();
  }

  /// All values at a path inside the resource, such as `Details.AwsS3Bucket.OwnerId`.
  ///
  /// @param path the names of the members, outermost first; a list on the way stands for each of
  ///     its elements
  public List<Object> raw(String... path) {
    return JsonTree.at(json, List.of(path));
  }
}
