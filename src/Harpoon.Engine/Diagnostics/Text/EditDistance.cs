namespace Harpoon.Engine.Diagnostics.Text;

/// <summary>How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of another.</summary>
internal static class EditDistance
{
    public static int Between(string a, string b)
    {
        var distances = new int[a.Length + 1][];
        for (var i = 0; i <= a.Length; i++)
        {
            distances[i] = new int[b.Length + 1];
            for (var j = 0; j <= b.Length; j++)
            {
                distances[i][j] = i == 0 || j == 0 ? i + j : Cheapest(distances, a, b, i, j);
            }
        }

        return distances[a.Length][b.Length];
    }

    private static int Cheapest(int[][] distances, string a, string b, int i, int j)
    {
        var replaced = distances[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, 1 + Math.Min(distances[i - 1][j], distances[i][j - 1]));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, distances[i - 2][j - 2] + 1) : best;
    }
}
