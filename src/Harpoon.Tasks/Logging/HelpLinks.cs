namespace Harpoon.Tasks.Logging;

/// <summary>The pages that say more about an error.</summary>
internal static class HelpLinks
{
    /// <summary>Where the pages are; the targets have the same address in <c>Harpoon.Requirements.targets</c>.</summary>
    public const string Base = "https://github.com/harpoon-sdk/harpoon/blob/main/docs/errors/";

    /// <summary>The page of a code; what follows a dash (<c>HRP3040-FromAsCasing</c>) has none of its own.</summary>
    public static string Of(string code) => $"{Base}{code.Split('-', 2)[0]}.md";
}
