using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>Looks for what the user can do about a step that failed, where it is one that people often meet.</summary>
internal static class StepAdvice
{
    /// <summary>All that BuildKit 0.21 to 0.29 says of a named context that is a file of the web: it takes the address for a git repository's.</summary>
    private const string NoGitAddress = ": invalid argument";

    /// <summary>The same failure, with what was found out.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="plan">What was built.</param>
    /// <param name="images">The engine's images.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public static async Task<HarpoonException> AddAsync(
        StepFailedException exception, ImageBuildPlan plan, IEngineImages images, CancellationToken cancellationToken)
    {
        var advice = exception.Step switch
        {
            { Base: { } image } step => await MissingBase.ExplainAsync(image, step.Message, images, cancellationToken),
            { CopiesFromContext: true } step => MissingSource.Explain(step, plan),
            null when IsWebContext(exception, plan.Request) => DiagnosticTexts.Format("Detail.WebContext"),
            { } step => MissingEmulator.Explain(step, exception.Diagnostics[0].Text, plan.Request),
            _ => "",
        };
        var failure = exception.Diagnostics[0];
        return new HarpoonException(advice.Length == 0 ? failure : failure with { Text = Joined(failure.Text, advice) }, exception);
    }

    private static bool IsWebContext(StepFailedException exception, ImageBuildRequest request) =>
        exception.Diagnostics[0].Text.EndsWith(NoGitAddress, StringComparison.Ordinal)
        && request.Reading.Contexts.Any(use => use.Context.Kind == NamedContextKind.Web);

    private static string Joined(string text, string advice)
    {
        var sentence = text.TrimEnd();
        return sentence.EndsWith('.') ? $"{sentence} {advice}" : $"{sentence}. {advice}";
    }
}
