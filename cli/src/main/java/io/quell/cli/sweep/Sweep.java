package io.quell.cli.sweep;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.FindingProgress;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.lambda.report.Result;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One pass over findings, which decides on each and may send what was decided.
///
/// Findings are decided on and updated in portions, soon after they were read: there is no
/// compare-and-set. Nothing is held of a finding that is done with. The pass keeps no progress: a
/// finding that has been changed is not at odds in the next pass, so that one which broke off goes
/// on when it is run again.
///
/// @param hub the hub, at the pace that is wanted
/// @param source which findings are looked at
/// @param decider says what is to be done about each
/// @param report is told of each finding that is changed, or would be
/// @param progress is told how far it is
/// @param order the ids of the rules in the order in which they are told
/// @param err takes what is said where a person stops it
record Sweep(
    SecurityHub hub,
    FindingSource source,
    Decider decider,
    SweepReport report,
    FindingProgress progress,
    List<String> order,
    PrintWriter err) {
  /// How many findings are read before what they need is sent: so many that a rule which meets many
  /// of them fills its calls of 100. At one read a second they take 20 seconds to read. To send
  /// they take 20 calls at best, and one each where no two need the same update: at two a second
  /// that is 1,000 seconds, so that a new query begins afterwards.
  private static final int PORTION = 2_000;

  /// Ends a pass: the hub reads all pages, unless the one who takes them throws.
  private static final class EnoughException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    EnoughException() {
      super("the limit is reached", null, false, false);
    }
  }

  /// Decides, and sends nothing.
  SweepCounts observe() {
    return pass(false, Long.MAX_VALUE);
  }

  /// Decides and sends.
  ///
  /// @param atMost the most findings that are changed: exactly so many, where there are more
  SweepCounts send(long atMost) {
    return pass(true, atMost);
  }

  private SweepCounts pass(boolean sends, long atMost) {
    var pass = new Pass(new SweepCounts(order), sends, atMost);
    source.unreadable().forEach(sentence -> pass.counts.failed("it cannot be read", sentence));
    try (var _ = Interruption.then(() -> err.println(pass.interrupted()))) {
      source.read(hub, pass::take, pass, pass::hasWaited);
      pass.finishPortion();
    } catch (EnoughException _) {
      pass.counts.stopped();
    } catch (FailedException e) {
      pass.brokeOff(e);
    }
    return pass.counts;
  }

  private final class Pass implements FindingSource.Losses {
    private final SweepCounts counts;
    private final boolean sends;
    private final long atMost;
    private final List<Proposal> portion = new ArrayList<>();
    private int read;
    private int answered;
    private boolean hasSent;

    Pass(SweepCounts counts, boolean sends, long atMost) {
      this.counts = counts;
      this.sends = sends;
      this.atMost = atMost;
    }

    void take(Finding finding) {
      counts.read();
      Proposal proposal = decider.decide(finding);
      String name = FindingName.of(finding);
      if (decider.asksAllRules()) {
        counts.matched(proposal);
      }
      proposal.kept().forEach(sentence -> counts.kept(sentence, name));
      proposal.obstacles().forEach(sentence -> counts.failed(sentence, name));
      proposal
          .evaluation()
          .failures()
          .forEach(
              failure ->
                  counts.failed(
                      "rule %s failed: %s".formatted(failure.rule(), failure.message()), name));
      if (proposal.isUpdate()) {
        if (isFull()) { // one more than may be changed
          finishPortion();
          if (counts.changedFindings() >= atMost) {
            throw new EnoughException();
          }
        }
        portion.add(proposal);
      }
      if (++read % PORTION == 0) {
        finishPortion();
      }
      progress.read(counts.findings(), counts.changedFindings() + (sends ? 0 : portion.size()));
    }

    synchronized String interrupted() {
      return sends
          ? "interrupted: %,d findings were changed, and of %,d more some may have been; run it again, and it goes on"
              .formatted(counts.changedFindings(), Math.max(0, portion.size() - answered))
          : "interrupted: nothing was changed";
    }

    /// Whether updates were sent since this was last asked.
    boolean hasWaited() {
      boolean hasWaited = hasSent;
      hasSent = false;
      return hasWaited;
    }

    /// What is read and not yet sent is not sent any more: a hub that does not answer would not
    /// take it, and the next pass decides on it anew.
    void brokeOff(FailedException failure) {
      if (counts.findings() == 0) {
        throw failure;
      }
      if (!sends) {
        finishPortion();
      }
      counts.brokeOff(failure);
    }

    private boolean isFull() {
      return portion.size() >= atMost - counts.changedFindings();
    }

    @Override
    public void missing(FindingIdentifier identifier) {
      counts.failed(
          SecurityHub.isReadable(identifier)
              ? "the hub does not show it"
              : "it cannot be read by these parts; name it by its metadata.uid",
          "finding " + identifier);
    }

    @Override
    public void unreadable(String what, String reason) {
      counts.failed(what, reason);
    }

    /// Sends what the portion needs. An update that does not go through changes nothing, so that it
    /// does not count towards the limit. What became of an update is told as soon as it is known.
    void finishPortion() {
      if (sends && !portion.isEmpty()) {
        hasSent = true;
        Map<FindingIdentifier, Proposal> sent = new HashMap<>();
        portion.forEach(proposal -> sent.put(identifier(proposal), proposal));
        hub.telling((update, answer) -> answered(sent, update, answer))
            .apply(
                portion.stream()
                    .map(
                        proposal ->
                            new FindingUpdate(identifier(proposal), proposal.evaluation().update()))
                    .toList());
      } else {
        portion.forEach(
            proposal -> tell(proposal, new Result(proposal.evaluation(), new Result.Observed())));
      }
      synchronized (this) {
        portion.clear();
        answered = 0;
      }
    }

    private static FindingIdentifier identifier(Proposal proposal) {
      return proposal.evaluation().finding().identifier();
    }

    private synchronized void answered(
        Map<FindingIdentifier, Proposal> sent, FindingUpdate update, UpdateResult answer) {
      Proposal proposal = Optional.ofNullable(sent.get(update.identifier())).orElseThrow();
      answered++;
      tell(proposal, new Result(proposal.evaluation(), new Result.Sent(answer)));
    }

    private void tell(Proposal proposal, Result result) {
      result
          .failure()
          .ifPresentOrElse(
              failure ->
                  counts.unprocessed(
                      "%s (%s%s)"
                          .formatted(
                              Advice.on(failure.message()),
                              failure.code(),
                              failure.worthRetrying() ? "; it may go through later" : ""),
                      "finding " + identifier(proposal)),
              () -> counts.changed(proposal));
      report.decided(proposal, result);
    }
  }
}
