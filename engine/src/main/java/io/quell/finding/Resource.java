package io.quell.finding;

import io.quell.value.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One resource a finding is about. Every part may be missing in a real finding.
///
/// The type is ASFF's (`AwsS3Bucket`), the identifier mostly an ARN (of two
/// names, as OCSF has them, the one that is meant for it), the tags a map without order.
/// `json` is the resource as it was delivered.
public record Resource(
    Optional<String> type,
    Optional<String> id,
    Optional<String> region,
    Optional<String> partition,
    Map<String, String> tags,
    Map<String, Object> json) {

  public Resource {
    tags = Map.copyOf(tags);
  }

  /// All values at a path inside the resource, such as `Details.AwsS3Bucket.OwnerId`.
  ///
  /// @param path the names of the members, outermost first; a list on the way stands for each of
  ///     its elements
  public List<Object> raw(String... path) {
    return JsonTree.at(json, List.of(path));
  }
}
