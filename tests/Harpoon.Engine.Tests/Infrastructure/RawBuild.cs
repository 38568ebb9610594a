using System.Text;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls.Live;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>What the engine's classic builder answers, word for word.</summary>
internal static class RawBuild
{
    /// <summary>Builds, and once more where a step's image went with another test's, as Harpoon does.</summary>
    public static async Task<string> AnswerAsync(IEngine engine, KeyValuePair<string, string>[] query, Func<Stream> context)
    {
        while (true)
        {
            await using var answer = await engine.Images.BuildAsync(query, context(), logins: null, TestContext.Current.CancellationToken);
            using var copy = new MemoryStream();
            await answer.CopyToAsync(copy, TestContext.Current.CancellationToken);
            copy.Position = 0;
            var messages = EngineMessages.ReadAsync(copy, "build", TestContext.Current.CancellationToken);
            if (!await messages.AnyAsync(message => message.Error is not null && LostStepException.Matches(message), TestContext.Current.CancellationToken))
            {
                return Encoding.UTF8.GetString(copy.ToArray());
            }
        }
    }
}
