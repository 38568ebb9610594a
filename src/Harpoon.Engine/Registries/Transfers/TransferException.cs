using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>A pull or push that failed: before anything came of it, or in the middle of its messages.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It doesn't leave this folder: who pulls or pushes makes a coded error of it.")]
internal sealed class TransferException : Exception
{
    /// <param name="words">The engine's message, in which it repeats the registry's.</param>
    /// <param name="status">The HTTP status of a refusal; null if the failure was a message, under status 200.</param>
    /// <param name="innerException">What it was before.</param>
    public TransferException(string words, int? status = null, Exception? innerException = null)
        : base(words, innerException) => (ResponseMessage, Status) = (words.Trim().TrimEnd('.'), status);

    public string ResponseMessage { get; }

    public int? Status { get; }

    /// <summary>Whether the connection was refused or lost.</summary>
    public bool IsLost { get; init; }

    /// <summary>Calls a registry without an engine.</summary>
    /// <exception cref="TransferException">The call failed.</exception>
    public static async Task<T> FromAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RegistryCallException e)
        {
            throw new TransferException(e.Message, e.Status, e) { IsLost = e.IsLost };
        }
    }
}
