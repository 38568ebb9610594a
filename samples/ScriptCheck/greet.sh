for name in "$@"; do
  echo "Ahoy, $name"
done
