package io.quell.testing;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Update;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A finding to be read, in either format. Each method leaves this one as it is and gives another.
public interface SampleFinding {
  /// The finding's JSON; not to be changed.
  Map<String, @Nullable Object> json();

  /// A finding of this Security Hub control.
  SampleFinding control(String id);

  /// A finding of this product, such as `aws/guardduty`; of no control, unless it is
  /// `aws/securityhub`.
  SampleFinding product(String product);

  /// A finding about this account.
  SampleFinding account(String account);

  /// A finding about this Region, its first resource likewise.
  SampleFinding region(String region);

  /// A finding with this title.
  SampleFinding title(String title);

  /// A finding to which its provider gave this severity.
  SampleFinding severity(SeverityLabel label);

  /// A finding that has this severity now, whatever its provider gave.
  SampleFinding severityInForce(SeverityLabel label);

  /// A finding with this workflow status.
  SampleFinding workflow(WorkflowStatus status);

  /// A finding whose first resource has this tag.
  SampleFinding tag(String key, String value);

  /// A finding about this resource too. The type is the format's own.
  SampleFinding resource(String type, String id);

  /// A finding about these vulnerabilities alone, as the format writes them.
  SampleFinding vulnerabilities(Map<?, ?>... vulnerabilities);

  /// A finding with this value at a path. What is missing on the way is made; a number names a
  /// list's element.
  SampleFinding with(@Nullable Object value, String... path);

  /// A finding without what stands at this path.
  SampleFinding without(String... path);

  /// The finding as it is after this update has gone through.
  SampleFinding after(Update update);

  /// The finding read.
  default Finding read() {
    try {
      return Finding.read(json());
    } catch (UnreadableException e) {
      throw new AssertionError("the sample is no finding: " + e.getMessage(), e);
    }
  }

  /// The finding as JSON text.
  default String text() {
    return Json.write(json());
  }
}
